// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.util.Arrays;

/**
 * Tells packets of authenticated sessions that were seen before. Their stamps go forward, so a recorded session is known by stamps
 * that are not newer than those seen; within a session each number comes once. Used by one thread.
 */
final class ReplayWindow {
    /** How far packets may be reordered. */
    private static final int SPAN = 1_024;

    private final long[] seen = new long[SPAN / Long.SIZE];
    private long highestSequence = -1;
    private long highestStamp;
    private long formerStamp;

    /**
     * Whether a genuine packet is new; remembers it then.
     *
     * @param sequence the sender's number, unsigned
     * @param stamp t1 as it stands in the packet, NTP's form
     */
    boolean accept(long sequence, long stamp) {
        if (Long.compareUnsigned(stamp, highestStamp) > 0) {
            if (sequence > highestSequence) {
                forgetUpTo(sequence);
            } else {
                Arrays.fill(seen, 0);
                formerStamp = highestStamp;
            }
            highestSequence = sequence;
            highestStamp = stamp;
        } else if (Long.compareUnsigned(stamp, formerStamp) <= 0
                || sequence >= highestSequence
                || highestSequence - sequence >= SPAN
                || isSeen(sequence)) {
            return false;
        }
        seen[word(sequence)] |= 1L << sequence;
        return true;
    }

    private boolean isSeen(long sequence) {
        return (seen[word(sequence)] & 1L << sequence) != 0;
    }

    private void forgetUpTo(long sequence) {
        if (sequence - highestSequence >= SPAN) {
            Arrays.fill(seen, 0);
            return;
        }
        for (long next = highestSequence + 1; next <= sequence; next++) {
            seen[word(next)] &= ~(1L << next);
        }
    }

    private static int word(long sequence) {
        return (int) (sequence % SPAN) / Long.SIZE;
    }
}
