// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import org.jspecify.annotations.Nullable;

/**
 * What a measurement of available bandwidth is to be.
 *
 * @param trainUs length of a train, 1,000 to 2,000,000; trains are longer where it would not hold enough packets
 * @param initialRateBps bits per second at which the first train is sent; null to find out
 * @param maxRateBps no packets are paced faster; bursts go as fast as this host can
 * @param maxBytes no train is begun with which more would be sent in all
 * @param lengthBytes IP length of a packet with its headers, 80 to 9,020
 */
public record BandwidthOrder(
        long trainUs, @Nullable Long initialRateBps, long maxRateBps, long maxBytes, int lengthBytes) {
    public static final long DEFAULT_TRAIN_US = 20_000;

    /** Slower trains are none. */
    public static final long LEAST_RATE_BPS = 10_000;

    public BandwidthOrder {
        if (trainUs < 1_000 || trainUs > 2_000_000) {
            throw new IllegalArgumentException("train outside 1 ms to 2 s: " + trainUs + " us");
        }
        if (maxRateBps < LEAST_RATE_BPS) {
            throw new IllegalArgumentException("highest rate < 10 kbit/s: " + maxRateBps);
        }
        if (initialRateBps != null && initialRateBps < LEAST_RATE_BPS) {
            throw new IllegalArgumentException("initial rate < 10 kbit/s: " + initialRateBps);
        }
        if (lengthBytes < 80 || lengthBytes > 9_020) {
            throw new IllegalArgumentException("packet length outside 80 to 9020 bytes: " + lengthBytes);
        }
        if (maxBytes < lengthBytes) {
            throw new IllegalArgumentException("budget of less than a packet: " + maxBytes);
        }
    }
}
