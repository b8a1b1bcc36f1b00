// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.outside;

import io.netmonitor.core.time.MonotonicClock;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Counts what a door refused, by reason, and logs each reason once a minute at most: whoever sends rubbish must not fill the
 * log with it. Alert when a count rises that should not. Safe for use by many threads.
 */
public final class Refusals {
    private static final long PAUSE_NS = TimeUnit.MINUTES.toNanos(1);

    private final System.Logger log;
    private final String door;
    private final MonotonicClock clock;
    private final Map<String, Tally> tallies = new ConcurrentSkipListMap<>();

    /**
     * Of a door.
     *
     * @param log of the part that the door belongs to
     * @param door what the log calls it
     */
    public Refusals(System.Logger log, String door, MonotonicClock clock) {
        this.log = log;
        this.door = door;
        this.clock = clock;
    }

    /**
     * Counts one.
     *
     * @param reason one of a few
     * @param detail who and what, for the log
     */
    public void count(String reason, String detail) {
        if (tallies.computeIfAbsent(reason, key -> new Tally()).isNews(clock.nanoTime())) {
            log.log(
                    Level.WARNING,
                    door + " refused, " + reason + ": " + OutsideText.brief(detail, 2 * OutsideText.BRIEF));
        }
    }

    /** How many were refused, for whatever reason. */
    public long total() {
        return tallies.values().stream().mapToLong(Tally::count).sum();
    }

    /** All counts in a clause, {@code URL not allowed 2, too many jobs 1}; empty when nothing was refused. */
    public String text() {
        return tallies.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().count())
                .collect(Collectors.joining(", "));
    }

    private static final class Tally {
        private long count;
        private long loggedAt;

        synchronized boolean isNews(long now) {
            count++;
            boolean news = count == 1 || now - loggedAt >= PAUSE_NS;
            if (news) {
                loggedAt = now;
            }
            return news;
        }

        synchronized long count() {
            return count;
        }
    }
}
