// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.util.Arrays;

/**
 * The replies of a session in the order in which they arrived, copies and late ones included: columns that grow together, so that
 * a reply costs no object. Filled by one thread, then only read.
 */
public final class Replies {
    private static final byte T2_KERNEL = 1;
    private static final byte T4_KERNEL = 2;
    private static final byte DSCP_HONOURED = 4;

    private int size;
    private int[] sequences;
    private long[] reflectorSequences;
    private long[] t2Ns;
    private long[] t3UserNs;
    private long[] t4Ns;
    private short[] estimates;
    private short[] forwardHopLimits;
    private short[] backwardHopLimits;
    private byte[] forwardDscps;
    private byte[] backwardDscps;
    private byte[] flags;

    /** None, with room for so many. */
    Replies(int room) {
        sequences = new int[room];
        reflectorSequences = new long[room];
        t2Ns = new long[room];
        t3UserNs = new long[room];
        t4Ns = new long[room];
        estimates = new short[room];
        forwardHopLimits = new short[room];
        backwardHopLimits = new short[room];
        forwardDscps = new byte[room];
        backwardDscps = new byte[room];
        flags = new byte[room];
    }

    void add(Reply reply, long arrivedNs, boolean kernel, int hopLimit, int dscp) {
        if (size == sequences.length) {
            grow();
        }
        sequences[size] = reply.sequence;
        reflectorSequences[size] = reply.reflectorSequence;
        t2Ns[size] = reply.t2Ns;
        t3UserNs[size] = reply.t3UserNs;
        t4Ns[size] = arrivedNs;
        estimates[size] = reply.estimate;
        forwardHopLimits[size] = (short) reply.forwardHopLimit;
        backwardHopLimits[size] = (short) hopLimit;
        forwardDscps[size] = (byte) reply.forwardDscp;
        backwardDscps[size] = (byte) dscp;
        flags[size] = (byte) ((reply.t2Kernel ? T2_KERNEL : 0)
                | (kernel ? T4_KERNEL : 0)
                | (reply.dscpHonoured ? DSCP_HONOURED : 0));
        size++;
    }

    private void grow() {
        int room = Math.max(8, size * 2);
        sequences = Arrays.copyOf(sequences, room);
        reflectorSequences = Arrays.copyOf(reflectorSequences, room);
        t2Ns = Arrays.copyOf(t2Ns, room);
        t3UserNs = Arrays.copyOf(t3UserNs, room);
        t4Ns = Arrays.copyOf(t4Ns, room);
        estimates = Arrays.copyOf(estimates, room);
        forwardHopLimits = Arrays.copyOf(forwardHopLimits, room);
        backwardHopLimits = Arrays.copyOf(backwardHopLimits, room);
        forwardDscps = Arrays.copyOf(forwardDscps, room);
        backwardDscps = Arrays.copyOf(backwardDscps, room);
        flags = Arrays.copyOf(flags, room);
    }

    /** How many there are; the others take a number below it. */
    public int size() {
        return size;
    }

    /** The number of the request that it answers. */
    public int sequence(int i) {
        return sequences[i];
    }

    /** The reflector's own number, unsigned, counted by source port. */
    public long reflectorSequence(int i) {
        return reflectorSequences[i];
    }

    /** When the reflector received the request, by its clock, nanoseconds since 1970 as all stamps. */
    public long t2Ns(int i) {
        return t2Ns[i];
    }

    /** Whether the reflector says that its kernel took t2. */
    public boolean isT2Kernel(int i) {
        return (flags[i] & T2_KERNEL) != 0;
    }

    /** When the reflector was about to send it, by its clock. */
    public long t3UserNs(int i) {
        return t3UserNs[i];
    }

    /** When it arrived here. */
    public long t4Ns(int i) {
        return t4Ns[i];
    }

    /** Whether this kernel took t4. */
    public boolean isT4Kernel(int i) {
        return (flags[i] & T4_KERNEL) != 0;
    }

    /** The reflector's word on its clock. */
    public ErrorEstimate estimate(int i) {
        return ErrorEstimate.decode(estimates[i]);
    }

    /** TTL with which the request arrived there, 0 when the reflector did not see it. */
    public int forwardHopLimit(int i) {
        return forwardHopLimits[i];
    }

    /** TTL with which it arrived here, −1 when unknown. */
    public int backwardHopLimit(int i) {
        return backwardHopLimits[i];
    }

    /** DSCP with which the request arrived there, −1 when the reflector does not say. */
    public int forwardDscp(int i) {
        return forwardDscps[i];
    }

    /** DSCP with which it arrived here, −1 when unknown. */
    public int backwardDscp(int i) {
        return backwardDscps[i];
    }

    /** Whether the reflector says that it sent it with the DSCP that was wanted. */
    public boolean isDscpHonoured(int i) {
        return (flags[i] & DSCP_HONOURED) != 0;
    }
}
