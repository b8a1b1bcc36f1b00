// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

import java.util.BitSet;

/**
 * What one direction did to a run of numbered packets: loss (RFC 7680), the longest run of losses (RFC 3357), reordering
 * (RFC 4737, Type-P-Reordered) and duplicates (RFC 5560). Packets are numbered from 0. Not safe for use by many threads.
 */
public final class ArrivalOrder {
    private final int sent;
    private final BitSet arrived;
    private int nextExpected;
    private int reordered;
    private int duplicated;

    /** Expects packets 0 to sent − 1. */
    public ArrivalOrder(int sent) {
        if (sent < 0) {
            throw new IllegalArgumentException("sent < 0: " + sent);
        }
        this.sent = sent;
        this.arrived = new BitSet(sent);
    }

    /** Notes an arrival; numbers that were never sent are ignored. Returns whether it was the packet's first copy. */
    public boolean arrived(int number) {
        if (number < 0 || number >= sent) {
            return false;
        }
        if (arrived.get(number)) {
            duplicated++;
            return false;
        }
        arrived.set(number);
        if (number >= nextExpected) {
            nextExpected = number + 1;
        } else {
            reordered++;
        }
        return true;
    }

    /** Packets of which at least one copy arrived. */
    public int arrivedCount() {
        return arrived.cardinality();
    }

    /** Share of packets that never arrived, 0 to 1; NaN when none was sent. */
    public double loss() {
        return sent == 0 ? Double.NaN : (double) (sent - arrivedCount()) / sent;
    }

    /** Length of the longest run of consecutive packets that never arrived. */
    public int longestLossRun() {
        int longest = 0;
        int start = arrived.nextClearBit(0);
        while (start < sent) {
            int end = arrived.nextSetBit(start);
            int stop = end < 0 ? sent : Math.min(end, sent);
            longest = Math.max(longest, stop - start);
            start = arrived.nextClearBit(stop);
        }
        return longest;
    }

    /** First copies that arrived after a packet with a higher number. */
    public int reordered() {
        return reordered;
    }

    /** Copies beyond the first. */
    public int duplicated() {
        return duplicated;
    }
}
