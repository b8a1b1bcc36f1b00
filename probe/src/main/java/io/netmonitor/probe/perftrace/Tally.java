// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.probe.socket.Arrival;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Which probes were sent and which came back when. Used by one thread. */
final class Tally {
    /** Microseconds beyond this are no time that nanoseconds could tell. */
    private static final long LAST_US = Long.MAX_VALUE / 1_000;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final long id;
    private final long[] toldUs;
    private final long[] t1Ns;
    private final long[] t2Us;
    private final long[] t4Ns;
    private int sent;
    private int returned;
    private int senseless;

    Tally(long id, int count) {
        this.id = id;
        this.toldUs = new long[count];
        this.t1Ns = new long[count];
        this.t2Us = new long[count];
        this.t4Ns = new long[count];
        Arrays.fill(t4Ns, UNKNOWN);
    }

    /** A probe leaves, with what it says of its time, which holds until the kernel says better. */
    void sent(int index, long nowNs, long tellsUs) {
        t1Ns[index] = nowNs;
        toldUs[index] = tellsUs;
        sent = index + 1;
    }

    void left(int index, long kernelNs) {
        // Else its reply would seem older than it is.
        if (kernelNs >= t1Ns[index]) {
            t1Ns[index] = kernelNs;
        }
    }

    /** Takes what may be a reply. */
    void take(Arrival arrival, long nowNs) {
        ByteBuffer reply = arrival.payload();
        if (arrival.truncated() || arrival.lengthBytes() < ProbePacket.REPLY_BYTES || ProbePacket.id(reply) != id) {
            return;
        }
        int index = ProbePacket.sequence(reply) - 1;
        long arrivedUs = ProbePacket.arrivalTimeUs(reply);
        boolean answersProbe = index >= 0 && index < sent && ProbePacket.sendTimeUs(reply) == toldUs[index];
        if (!answersProbe || arrivedUs < 0 || arrivedUs > LAST_US) {
            senseless++;
        } else if (t4Ns[index] == UNKNOWN) {
            t2Us[index] = arrivedUs;
            t4Ns[index] = arrival.kernelNs() == Arrival.UNKNOWN ? nowNs : arrival.kernelNs();
            returned++;
        }
    }

    int sent() {
        return sent;
    }

    int returned() {
        return returned;
    }

    /** Packets with this measurement's id that answer nothing sent, or at no time. */
    int senseless() {
        return senseless;
    }

    long[] forwardNs() {
        // Microseconds against microseconds: a whole one taken from the finer stamp would turn short delays negative.
        return delays(i -> 1_000 * (t2Us[i] - Math.floorDiv(t1Ns[i], 1_000)));
    }

    long[] backwardNs() {
        return delays(i -> 1_000 * (Math.floorDiv(t4Ns[i], 1_000) - t2Us[i]));
    }

    long[] roundTripNs() {
        return delays(i -> Math.max(0, t4Ns[i] - t1Ns[i]));
    }

    private long[] delays(java.util.function.IntToLongFunction delay) {
        long[] delays = new long[returned];
        int next = 0;
        for (int i = 0; i < sent; i++) {
            if (t4Ns[i] != UNKNOWN) {
                delays[next++] = delay.applyAsLong(i);
            }
        }
        return delays;
    }
}
