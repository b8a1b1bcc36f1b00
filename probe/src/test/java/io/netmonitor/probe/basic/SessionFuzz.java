// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.result.Values;
import io.netmonitor.core.statistics.DelayHistogram;
import io.netmonitor.probe.Allocation;
import io.netmonitor.probe.stamp.SimulatedSession;
import java.nio.ByteBuffer;

/** Lets a reflector answer whatever it likes; the statistics must come to an end, and to figures that can be. */
public final class SessionFuzz {
    private static final int REPLY_BYTES = 80;
    /** A number that a reflector may choose goes up to 4 billion. */
    private static final int MAX_ALLOCATED_BYTES = 1 << 20;

    private SessionFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        Allocation.atMost(MAX_ALLOCATED_BYTES, () -> measure(input));
    }

    private static void measure(byte[] input) {
        int count = 1 + (input[0] & 31);
        SimulatedSession session = new SimulatedSession(count, input[1] & 3, (input[1] & 4) != 0);
        ByteBuffer octets = ByteBuffer.wrap(input);
        for (int at = 2; at + 20 <= input.length; at += REPLY_BYTES) {
            session.answer(octets.slice(at, Math.min(REPLY_BYTES, input.length - at)));
        }

        Values values = BasicValues.of(session.seen(), (input[1] & 8) != 0, "boot");

        values.byField().forEach((field, value) -> {
            if (value instanceof Number number && !isPossible(field, number.doubleValue(), count)) {
                throw new AssertionError(field + " " + value);
            }
            if (field.endsWith(".histogram")
                    && DelayHistogram.decodeText((String) value).count() < 1) {
                throw new AssertionError(field + " is empty");
            }
        });
    }

    private static boolean isPossible(String field, double value, int count) {
        String last = field.substring(field.lastIndexOf('.') + 1);
        return switch (last) {
            case "loss" -> value >= 0 && value <= 1;
            case "sent", "arrived", "returned", "unstamped", "lateReplies" -> value >= 0 && value <= count;
            // On the way back replies are counted, and a copy of a packet has one of its own.
            case "longestLossRun", "reordered" -> value >= 0 && (field.startsWith("backward.") || value <= count);
            // Two clocks may say anything of each other, but not how wrong they are.
            case "minNs", "meanNs", "p50Ns", "p95Ns", "p99Ns", "maxNs", "offsetNs", "skewPpm" -> true;
            default -> value >= 0;
        };
    }
}
