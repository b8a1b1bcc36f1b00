// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;

/** A session record made without a network: packets and replies as a test wants them. */
public final class SimulatedSession {
    private static final ErrorEstimate ESTIMATE = new ErrorEstimate(true, false, 1_000);

    private final SessionRecord record;

    /** All packets were sent, 1 ms apart, and as many flush packets after them. */
    public SimulatedSession(int count, int flushes) {
        record = new SessionRecord(new SessionPlan(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 862),
                1,
                Instant.EPOCH,
                count,
                1_000_000,
                1_000_000_000,
                0,
                0));
        for (int i = 0; i < count + flushes; i++) {
            record.sent(i, 0, 0, i * 1_000_000L, i);
        }
    }

    /** A reply arrived that took 1 ms each way. */
    public SimulatedSession reply(int sequence, long reflectorSequence) {
        return reply(sequence, reflectorSequence, 1_000_000, 1_000_000);
    }

    /** A reply arrived; one-way delays may hold an offset. */
    public SimulatedSession reply(int sequence, long reflectorSequence, long forwardNs, long backwardNs) {
        long t1 = sequence * 1_000_000L;
        long t2 = t1 + forwardNs;
        record.take(
                new Reply(sequence, reflectorSequence, t2, false, t2, t2 + backwardNs, true, ESTIMATE, 255, 255, null),
                sequence);
        return this;
    }

    /** What was seen. */
    public SessionRecord seen() {
        return record;
    }
}
