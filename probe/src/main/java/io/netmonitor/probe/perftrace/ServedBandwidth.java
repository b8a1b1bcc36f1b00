// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.probe.socket.Peer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A measurement of available bandwidth at the answering side: notes the arrivals of one train after the other. */
final class ServedBandwidth extends ServedSession {
    /** Most packets of a train: half a second at 1.5 Gbit/s. */
    static final int MAX_PACKETS = 65_536;

    private static final int FIRST_ROOM = 1_024;
    /** Numbers farther apart than this are taken for each other; there are fewer packets in a train. */
    private static final int NUMBERS = 1 << 20;
    /** With this number a train begins. */
    private static final int FIRST = 1;

    private final BitSet seen = new BitSet();
    private long[] arrivedNs = new long[FIRST_ROOM];
    private long[] sentUs = new long[FIRST_ROOM];
    private int arrived;
    private boolean open;
    private long fromNs;

    ServedBandwidth(long id, Peer client) {
        super(id, client);
    }

    @Override
    boolean answers() {
        return false;
    }

    /**
     * A train is announced. On a busy host its first packets may be read before this is, then it has begun already.
     *
     * @param stampedFromNs what was stamped before is late of the train before, since 1970
     */
    synchronized void begin(long stampedFromNs) {
        if (!open) {
            start(stampedFromNs);
        }
    }

    private void start(long stampedFromNs) {
        seen.clear();
        arrived = 0;
        open = true;
        fromNs = stampedFromNs;
    }

    /** The train is over; what still comes of it is late. */
    synchronized void end() {
        open = false;
    }

    @Override
    synchronized @Nullable Drop take(ByteBuffer probe, long atNs) {
        if (!open && ProbePacket.sequence(probe) == FIRST) {
            start(atNs);
        }
        if (!open || atNs < fromNs) {
            return Drop.BETWEEN_TRAINS;
        }
        if (arrived == MAX_PACKETS) {
            return Drop.TRAIN_FULL;
        }
        int number = ProbePacket.sequence(probe) & (NUMBERS - 1);
        if (seen.get(number)) {
            return Drop.DUPLICATE;
        }
        seen.set(number);
        if (arrived == arrivedNs.length) {
            arrivedNs = Arrays.copyOf(arrivedNs, 2 * arrived);
            sentUs = Arrays.copyOf(sentUs, 2 * arrived);
        }
        arrivedNs[arrived] = atNs;
        sentUs[arrived] = ProbePacket.sendTimeUs(probe);
        arrived++;
        return null;
    }

    /** What has come of the train so far. */
    synchronized TrainArrivals arrivals() {
        return new TrainArrivals(Arrays.copyOf(arrivedNs, arrived), Arrays.copyOf(sentUs, arrived));
    }
}
