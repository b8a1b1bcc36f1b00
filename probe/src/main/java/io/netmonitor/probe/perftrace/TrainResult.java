// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a server tells of a train, little-endian.
 *
 * <pre>
 *  0  mean one-way delay   4   microseconds; of two clocks
 *  4  jitter               4   float, microseconds
 *  8  arrived              4
 * 12  loss                 4   float, 0 to 1
 * 16  rate of all          4   float, bit/s: arrived × size / (last arrival − first)
 * 20  rate in duration     4   float, bit/s: packets within duration of the first × size / duration
 * </pre>
 */
record TrainResult(int meanOwdUs, float jitterUs, int arrived, float loss, float rateAllBps, float rateInDurationBps) {
    static final int BYTES = 24;

    byte[] octets() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(meanOwdUs)
                .putFloat(jitterUs)
                .putInt(arrived)
                .putFloat(loss)
                .putFloat(rateAllBps)
                .putFloat(rateInDurationBps)
                .array();
    }

    /** Reads {@link #BYTES} octets; whether they make sense is for the reader to judge. */
    static TrainResult read(byte[] octets) {
        ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        return new TrainResult(
                in.getInt(0), in.getFloat(4), in.getInt(8), in.getFloat(12), in.getFloat(16), in.getFloat(20));
    }
}
