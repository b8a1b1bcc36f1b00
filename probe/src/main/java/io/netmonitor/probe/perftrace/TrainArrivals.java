// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

/**
 * The arrivals of a train, in the order in which they were read.
 *
 * @param arrivedNs when each came, nanoseconds since 1970
 * @param sentUs when each was sent by the client's word, microseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // made, asked once and dropped
record TrainArrivals(long[] arrivedNs, long[] sentUs) {
    private static final double BITS_US_PER_S = 8e6;

    /** What is told of them, by the prototype's definitions. Without packets, or without time between them, rates are 0. */
    TrainResult result(SendMeta sent) {
        int arrived = Math.min(arrivedNs.length, sent.probes());
        if (arrived <= 0) {
            return new TrainResult(0, 0, 0, sent.probes() > 0 ? 1 : 0, 0, 0);
        }
        return new TrainResult(
                Math.clamp(Math.round(meanOwdUs(arrived)), Integer.MIN_VALUE, Integer.MAX_VALUE),
                (float) jitterUs(arrived),
                arrived,
                (float) (1 - (double) arrived / sent.probes()),
                (float) rateAllBps(arrived, sent.packetBytes()),
                (float) rateInDurationBps(arrived, sent));
    }

    private double owdUs(int i) {
        // As doubles: a client may say that it sent at any time.
        long arrivedUs = arrivedNs[i] / 1_000;
        return (double) arrivedUs - sentUs[i];
    }

    private double meanOwdUs(int arrived) {
        double sum = 0;
        for (int i = 0; i < arrived; i++) {
            sum += owdUs(i);
        }
        return sum / arrived;
    }

    private double jitterUs(int arrived) {
        double jitter = 0;
        for (int i = 1; i < arrived; i++) {
            double distance = Math.abs(owdUs(i) - owdUs(i - 1));
            jitter = i == 1 ? distance : jitter + (distance - jitter) / 16;
        }
        return jitter;
    }

    private double rateAllBps(int arrived, int packetBytes) {
        double spanUs = (lastNs(arrived) - firstNs(arrived)) / 1e3;
        return spanUs > 0 ? arrived * packetBytes * BITS_US_PER_S / spanUs : 0;
    }

    private double rateInDurationBps(int arrived, SendMeta sent) {
        if (sent.durationUs() <= 0) {
            return 0;
        }
        long untilNs = firstNs(arrived) + sent.durationUs() * 1_000L;
        int within = 0;
        for (int i = 0; i < arrived; i++) {
            within += arrivedNs[i] <= untilNs ? 1 : 0;
        }
        return within * sent.packetBytes() * BITS_US_PER_S / sent.durationUs();
    }

    private long firstNs(int arrived) {
        long first = arrivedNs[0];
        for (int i = 1; i < arrived; i++) {
            first = Math.min(first, arrivedNs[i]);
        }
        return first;
    }

    private long lastNs(int arrived) {
        long last = arrivedNs[0];
        for (int i = 1; i < arrived; i++) {
            last = Math.max(last, arrivedNs[i]);
        }
        return last;
    }
}
