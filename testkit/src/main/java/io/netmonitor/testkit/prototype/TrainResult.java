// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.nio.ByteBuffer;

/**
 * What the server has seen of a train.
 *
 * <pre>
 *  0 mean_owd_us (4)      4 jitter_us (float)   8 arrived (4)
 * 12 loss_rate (float)   16 rate_all (float)   20 rate_in_duration (float)
 * </pre>
 *
 * @param rateAll bit/s over the time from the first arrival to the last
 * @param rateInDuration bit/s within the train's own duration from the first arrival on
 */
public record TrainResult(
        int meanOwdUs, float jitterUs, int arrived, float lossRate, float rateAll, float rateInDuration) {
    public static final int BYTES = 24;

    byte[] bytes() {
        return Structure.empty(BYTES)
                .putInt(meanOwdUs)
                .putFloat(jitterUs)
                .putInt(arrived)
                .putFloat(lossRate)
                .putFloat(rateAll)
                .putFloat(rateInDuration)
                .array();
    }

    static TrainResult of(byte[] octets) {
        ByteBuffer in = Structure.of(octets);
        return new TrainResult(in.getInt(), in.getFloat(), in.getInt(), in.getFloat(), in.getFloat(), in.getFloat());
    }
}
