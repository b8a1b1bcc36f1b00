// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.probe.socket.Peer;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A Basic measurement at the answering side: each probe is answered once. */
final class ServedBasic extends ServedSession {
    private static final int NS_PER_US = 1_000;

    private final int probes;
    private final BitSet seen = new BitSet();
    private volatile int arrived;

    ServedBasic(long id, Peer client, int probes) {
        super(id, client);
        this.probes = probes;
    }

    @Override
    boolean answers() {
        return true;
    }

    @Override
    @Nullable
    Drop take(ByteBuffer probe, long arrivedNs) {
        int sequence = ProbePacket.sequence(probe);
        if (sequence < 1 || sequence > probes) {
            return Drop.NOT_ORDERED;
        }
        if (seen.get(sequence)) {
            return Drop.DUPLICATE;
        }
        seen.set(sequence);
        int number = arrived + 1;
        arrived = number;
        ProbePacket.answer(probe, number, arrivedNs / NS_PER_US);
        return null;
    }

    /** How many probes have come, each counted once. Any thread. */
    int arrived() {
        return arrived;
    }
}
