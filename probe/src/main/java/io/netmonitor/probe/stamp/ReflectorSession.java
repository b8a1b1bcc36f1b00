// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import org.jspecify.annotations.Nullable;

/**
 * What a reflector remembers of one session: its own numbering, and transmit stamps that the sender has not been told yet,
 * oldest first. Of a ring and not of one slot, since a stamp may come after the next request did. Used by the reflector's
 * thread alone.
 */
final class ReflectorSession {
    /**
     * How many stamps may wait. On an idle host there is never more than one; each batch of requests leaves as many as it has beyond the
     * first, since their replies leave together and each tells one stamp.
     */
    private static final int MAX_WAITING = 64;

    /** No packet is overtaken by so much; a minute, in the 32 bits of seconds that NTP's and PTP's stamps both begin with. */
    private static final long LONG_BEFORE = 60L << 32;

    private int[] sequences = new int[2];
    private long[] stampsNs = new long[2];
    private int first;
    private int waiting;
    private int nextSequence;
    private long highestSequence = -1;
    private long highestStamp;
    private @Nullable ReplayWindow window;
    long lastUsedNs;

    /**
     * Notes a request, and whether it begins a new session: senders use the same port and id again. Within a session numbers and
     * stamps grow together, so a stamp newer than all before with a number that is not is of a new one, also when the request
     * numbered 0 was lost; and so is a number 0 that is stamped long before, by a clock that was set back.
     */
    void accept(int senderSequence, long senderStamp) {
        long sequence = Integer.toUnsignedLong(senderSequence);
        boolean newer = Long.compareUnsigned(senderStamp, highestStamp) > 0;
        boolean anew = newer ? sequence <= highestSequence : sequence == 0 && highestStamp - senderStamp > LONG_BEFORE;
        if (anew) {
            nextSequence = 0;
            waiting = 0;
            highestSequence = -1;
        }
        if (newer || anew) {
            highestStamp = senderStamp;
        }
        highestSequence = Math.max(highestSequence, sequence);
    }

    /** What of this session was seen already, when it is authenticated by a key that others have, too. */
    ReplayWindow window() {
        ReplayWindow known = window;
        if (known == null) {
            known = new ReplayWindow();
            window = known;
        }
        return known;
    }

    /** The number of the next reply; counts up. */
    int takeSequence() {
        return nextSequence++;
    }

    /** Keeps a transmit stamp until it is told; the oldest one gives way when there are too many. */
    void addStamp(int sequence, long stampNs) {
        if (waiting == MAX_WAITING) {
            discardStamp();
        } else if (waiting == sequences.length) {
            grow();
        }
        int slot = (first + waiting) % sequences.length;
        sequences[slot] = sequence;
        stampsNs[slot] = stampNs;
        waiting++;
    }

    private void grow() {
        int[] moreSequences = new int[waiting * 2];
        long[] moreStampsNs = new long[waiting * 2];
        for (int i = 0; i < waiting; i++) {
            moreSequences[i] = sequences[(first + i) % waiting];
            moreStampsNs[i] = stampsNs[(first + i) % waiting];
        }
        sequences = moreSequences;
        stampsNs = moreStampsNs;
        first = 0;
    }

    boolean hasStamp() {
        return waiting > 0;
    }

    int stampSequence() {
        return sequences[first];
    }

    long stampNs() {
        return stampsNs[first];
    }

    void discardStamp() {
        first = (first + 1) % sequences.length;
        waiting--;
    }
}
