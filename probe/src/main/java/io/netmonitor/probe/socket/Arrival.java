// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.nio.ByteBuffer;

/** A packet that arrived, with what the kernel knows of it. Reused: valid until its socket's next {@code receive}. */
public final class Arrival {
    /** Stands for a value that the kernel did not give. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    final int place;
    final ByteBuffer payload;
    final PacketInfo info;
    final Peer peer = new Peer();
    int lengthBytes;
    boolean truncated;
    long kernelNs;
    int hopLimit;
    int trafficClass;
    long overflows;

    /** The arrival at a place of its socket's batch. */
    Arrival(int place, ByteBuffer payload, PacketInfo info) {
        this.place = place;
        this.payload = payload;
        this.info = info;
    }

    /** An arrival that no socket received, for trying out what is done with one. */
    public static Arrival of(ByteBuffer payload, int lengthBytes, long kernelNs, int hopLimit, int trafficClass) {
        Arrival arrival = new Arrival(0, payload, new PacketInfo());
        arrival.lengthBytes = lengthBytes;
        arrival.kernelNs = kernelNs;
        arrival.hopLimit = hopLimit;
        arrival.trafficClass = trafficClass;
        return arrival;
    }

    void reset() {
        truncated = false;
        kernelNs = UNKNOWN;
        hopLimit = -1;
        trafficClass = -1;
        overflows = 0;
    }

    /** The packet from index 0 to {@link #lengthBytes}; what lies beyond is older. May be changed, for a reply. */
    public ByteBuffer payload() {
        return payload;
    }

    /** UDP payload octets that were kept. */
    public int lengthBytes() {
        return lengthBytes;
    }

    /** Whether the packet was longer than {@link TestSocket#MAX_PAYLOAD_BYTES} and lost its end. */
    public boolean truncated() {
        return truncated;
    }

    /** When the kernel received it, nanoseconds since 1970, or {@link #UNKNOWN}. */
    public long kernelNs() {
        return kernelNs;
    }

    /** TTL or hop limit with which it arrived, 0 to 255, or −1 when unknown. */
    public int hopLimit() {
        return hopLimit;
    }

    /** DSCP with which it arrived, 0 to 63, or −1 when unknown. */
    public int dscp() {
        return trafficClass >> 2;
    }

    /** ECN field with which it arrived, 0 to 3; 0 when unknown. */
    public int ecn() {
        return trafficClass < 0 ? 0 : trafficClass & 3;
    }

    /** How many packets its socket has lost so far because nobody read them in time; 0 when none or unknown. */
    public long overflows() {
        return overflows;
    }

    /** Who sent it. */
    public Peer peer() {
        return peer;
    }
}
