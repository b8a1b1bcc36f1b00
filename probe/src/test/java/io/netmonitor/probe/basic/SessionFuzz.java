// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.result.Values;
import io.netmonitor.core.statistics.DelayHistogram;
import io.netmonitor.probe.stamp.SimulatedSession;
import java.nio.ByteBuffer;

/** Lets a reflector answer whatever it likes; the statistics must come to an end, and to figures that can be. */
public final class SessionFuzz {
    private static final int REPLY_BYTES = 80;

    private SessionFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int count = 1 + (input[0] & 31);
        SimulatedSession session = new SimulatedSession(count, input[1] & 3, (input[1] & 4) != 0);
        ByteBuffer octets = ByteBuffer.wrap(input);
        for (int at = 2; at + 20 <= input.length; at += REPLY_BYTES) {
            session.answer(octets.slice(at, Math.min(REPLY_BYTES, input.length - at)));
        }

        Values values = BasicValues.of(session.seen(), (input[1] & 8) != 0, "boot");

        values.byField().forEach((field, value) -> {
            if (field.endsWith(".loss")
                    && !(((Number) value).doubleValue() >= 0 && ((Number) value).doubleValue() <= 1)) {
                throw new AssertionError(field + " " + value);
            }
            if (field.endsWith(".histogram")
                    && DelayHistogram.decodeText((String) value).count() < 1) {
                throw new AssertionError(field + " is empty");
            }
        });
    }
}
