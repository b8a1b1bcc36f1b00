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
    /** What was stamped before is late of the train before; at first there is none. */
    private long fromNs = Long.MIN_VALUE;

    ServedBandwidth(long id, Peer client) {
        super(id, client);
    }

    @Override
    boolean answers() {
        return false;
    }

    /**
     * A train is announced. On a busy host this is read long after its first packets have come, so they count from the end of the
     * train before; where they were read before, the train has begun already.
     */
    synchronized void begin() {
        if (!open) {
            seen.clear();
            arrived = 0;
            open = true;
        }
    }

    /**
     * The train is over; what still comes of it is late.
     *
     * @param atNs since 1970
     */
    synchronized void end(long atNs) {
        open = false;
        fromNs = atNs;
    }

    @Override
    synchronized @Nullable Drop take(ByteBuffer probe, long atNs) {
        if (atNs < fromNs || (!open && ProbePacket.sequence(probe) != FIRST)) {
            return Drop.BETWEEN_TRAINS;
        }
        begin();
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
