// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import java.util.OptionalDouble;

/**
 * What one train said, for people who look on.
 *
 * @param number from 0
 * @param kind what it was sent for
 * @param packets how many were sent
 * @param askedBps rate that it was to have; 0 for a burst alone
 * @param sentBps rate at which it was sent
 * @param availableBps what it says is available, where it does
 * @param fromNs when its counted part began, by the sender's clock; 0 when it counts for nothing
 * @param toNs when its counted part ended
 * @param waitedNs how long the first packet of the counted part waited
 * @param outNs time from its arrival to that of the last one
 * @param held share of it during which the queue was held
 * @param queueNs the longest that one of its packets waited
 * @param lost how many packets did not arrive
 */
public record TrainReport(
        int number,
        Kind kind,
        int packets,
        double askedBps,
        double sentBps,
        OptionalDouble availableBps,
        long fromNs,
        long toNs,
        long waitedNs,
        long outNs,
        double held,
        long queueNs,
        int lost) {
    /** What a train is sent for. */
    public enum Kind {
        /** A few packets far apart: the delay without a queue. */
        FLOOR,
        /** A burst alone: how fast the tight link is, and what passes at once. */
        BURST,
        /** A burst and paced packets: what is available. */
        TRAIN
    }
}
