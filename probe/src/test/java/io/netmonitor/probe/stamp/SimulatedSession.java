// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.probe.socket.SourcePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;

/** A session record made without a network: packets and replies as a test wants them. */
public final class SimulatedSession {
    private static final short ESTIMATE = new ErrorEstimate(true, false, 1_000).encode();

    private final SessionRecord record;

    /** All packets were sent, 1 ms apart, and as many flush packets after them. */
    public SimulatedSession(int count, int flushes) {
        this(count, flushes, false);
    }

    /** As above, over one source port or over several. */
    public SimulatedSession(int count, int flushes, boolean varyPort) {
        record = new SessionRecord(new SessionPlan(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 862),
                1,
                Instant.EPOCH,
                count,
                1_000_000,
                1_000_000_000,
                0,
                SourcePort.any(false),
                varyPort,
                null));
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
        return reply(sequence, reflectorSequence, forwardNs, 0, backwardNs, -1);
    }

    /** A reply arrived that says how long the reflector kept its packet, on a path of 1 ms each way. */
    public SimulatedSession kept(int sequence, long reflectorSequence, long keptNs) {
        return reply(sequence, reflectorSequence, 1_000_000, keptNs, 1_000_000 - keptNs, -1);
    }

    /** A reply arrived that says with which DSCP its packet came. */
    public SimulatedSession marked(int sequence, long reflectorSequence, int forwardDscp) {
        return reply(sequence, reflectorSequence, 1_000_000, 0, 1_000_000, forwardDscp);
    }

    private SimulatedSession reply(
            int sequence, long reflectorSequence, long forwardNs, long keptNs, long backwardNs, int forwardDscp) {
        long t1 = sequence * 1_000_000L;
        long t2 = t1 + forwardNs;
        Reply reply = new Reply();
        reply.sequence = sequence;
        reply.reflectorSequence = reflectorSequence;
        reply.echoedNtp = sequence;
        reply.t2Ns = t2;
        reply.t3UserNs = t2 + keptNs;
        reply.estimate = ESTIMATE;
        reply.forwardHopLimit = 255;
        reply.forwardDscp = forwardDscp;
        record.take(reply, t2 + keptNs + backwardNs, true, 255, 0);
        return this;
    }

    /** A reply arrived that holds whatever it holds, but repeats the stamp of the packet that it names, if there is one. */
    public SimulatedSession answer(ByteBuffer octets) {
        ByteBuffer packet = ByteBuffer.allocate(PacketLayout.OPEN.baseBytes + 36);
        packet.put(0, octets, 0, Math.min(octets.remaining(), packet.capacity()));
        int sequence = packet.getInt(PacketLayout.OPEN.senderSequence) & 0x3F;
        packet.putInt(PacketLayout.OPEN.senderSequence, sequence);
        packet.putLong(PacketLayout.OPEN.senderTimestamp, sequence);
        Reply reply = new Reply();
        if (reply.read(packet, PacketLayout.OPEN, packet.capacity(), null)) {
            long t4Ns = packet.getLong(PacketLayout.OPEN.received);
            record.take(reply, t4Ns >> 2, (t4Ns & 1) != 0, packet.get(2), packet.get(1) & 63);
        }
        return this;
    }

    /** What was seen. */
    public SessionRecord seen() {
        return record;
    }
}
