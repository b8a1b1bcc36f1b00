// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.agent.legacy.Refusal.Reason;
import io.netmonitor.core.time.MonotonicClock;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts refused dispatches by reason and says so in the log: each reason once a minute at most, since who floods the door should
 * not flood the log as well. Safe for use by many threads.
 */
final class Refusals {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final long QUIET_NS = 60_000_000_000L;
    private static final int ECHO_CHARACTERS = 200;

    private final MonotonicClock clock;
    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    private final Map<Reason, Long> saidNs = new EnumMap<>(Reason.class);

    Refusals(MonotonicClock clock) {
        this.clock = clock;
    }

    /** One more, from a peer. */
    void count(Refusal refusal, String peer) {
        long count = counted(refusal.reason());
        if (count > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "refused a dispatch from {0}: {1}: {2} (number {3})",
                    peer,
                    refusal.reason(),
                    printable(String.valueOf(refusal.getMessage())),
                    Long.toString(count));
        }
    }

    /** How many there are of a reason now; 0 when that was said a moment ago. */
    private synchronized long counted(Reason reason) {
        long count = counts.merge(reason, 1L, Long::sum);
        long now = clock.nanoTime();
        Long before = saidNs.get(reason);
        if (before != null && now - before < QUIET_NS) {
            return 0;
        }
        saidNs.put(reason, now);
        return count;
    }

    /** The beginning of a text, without what steers a terminal, breaks the line or turns the writing direction. */
    static String printable(String text) {
        String shown = text.codePoints()
                .limit(ECHO_CHARACTERS)
                .mapToObj(point -> isPrintable(point) ? Character.toString(point) : "\uFFFD")
                .collect(Collectors.joining());
        return text.codePointCount(0, text.length()) > ECHO_CHARACTERS ? shown + "…" : shown;
    }

    static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** {@code refused 3: URL not allowed 2, too many jobs 1}. */
    @Override
    public synchronized String toString() {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        String each = counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
        return "refused " + total + (each.isEmpty() ? "" : ": " + each);
    }
}
