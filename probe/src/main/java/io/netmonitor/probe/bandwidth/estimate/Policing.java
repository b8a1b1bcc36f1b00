// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import java.io.IOException;
import java.util.OptionalDouble;

/**
 * A path in which something drops what is above a rate. Trains a little faster than that, after a burst that spent the bucket: what
 * arrives is what passes. Cross traffic that shares the rate loses its part of each train, so this is too much by at most the share
 * that is lost. Used once.
 */
final class Policing {
    private static final int TRAINS = 5;
    private static final int TRIES = 12;
    private static final double TRAIN_NS = 30e6;
    private static final double FASTER = 1.1;
    private static final double MUCH_FASTER = 3;
    private static final double MOST_LOST = 0.2;
    private static final double LEAST_LOST = 0.005;
    private static final double FIRST_BUCKET_NS = 10e6;
    private static final int FEWEST_PACKETS = 40;
    private static final double LONGEST_S = 0.5;

    private final Log log;
    private final Limits limits;
    private final int bucketPackets;

    Policing(Log log, Limits limits, int bucketPackets) {
        this.log = log;
        this.limits = limits;
        this.bucketPackets = bucketPackets;
    }

    Estimate run() throws IOException, InterruptedException {
        double bits = limits.packetBytes() * 8.0;
        double rateBps = Math.min(limits.maxBps(), bucketPackets * bits * 1e9 / FIRST_BUCKET_NS);
        double[] passedBps = new double[TRAINS];
        double lost = 0;
        double lastBps = 0;
        int counted = 0;
        for (int i = 0; i < TRIES && counted < TRAINS; i++) {
            int paced = (int) Math.max(FEWEST_PACKETS, TRAIN_NS * 1e-9 * rateBps / bits);
            paced = Math.min(paced, log.leftPackets() - bucketPackets);
            if (paced < FEWEST_PACKETS) {
                break;
            }
            Train train = log.send(bucketPackets, paced, rateBps);
            Passed passed = Passed.of(train);
            PacedReading reading = PacedReading.of(train, log.floorNs(), 0, 0);
            boolean tells = passed.share < 1 - LEAST_LOST && passed.share > 1 - MOST_LOST;
            log.report(train, reading, tells ? OptionalDouble.of(passed.bps) : OptionalDouble.empty());
            log.drain(train, 1);
            lastBps = passed.bps > 0 ? passed.bps : lastBps;
            if (tells) {
                passedBps[counted++] = passed.bps;
                lost += (1 - passed.share) / TRAINS;
            }
            if (passed.share >= 1 - LEAST_LOST) {
                if (rateBps >= limits.maxBps()) {
                    return new Verdict(log).above(Math.min(reading.sentBps(), rateBps), OptionalDouble.empty(), 0, 0);
                }
                rateBps = Math.min(limits.maxBps(), rateBps * (counted == 0 ? MUCH_FASTER : FASTER));
            } else {
                double slowestBps = FEWEST_PACKETS * bits / LONGEST_S;
                rateBps = Math.min(limits.maxBps(), Math.max(slowestBps, passed.bps * FASTER));
            }
        }
        if (counted == 0) {
            return lastBps == 0
                    ? new Verdict(log).lost()
                    : new Verdict(log)
                            .policed(lastBps, lastBps / 2, (long) bucketPackets * limits.packetBytes(), MOST_LOST);
        }
        return verdict(passedBps, counted, lost);
    }

    private Estimate verdict(double[] passedBps, int counted, double lost) {
        double mean = 0;
        for (int i = 0; i < counted; i++) {
            mean += passedBps[i] / counted;
        }
        double squares = 0;
        for (int i = 0; i < counted; i++) {
            squares += (passedBps[i] - mean) * (passedBps[i] - mean);
        }
        double half = counted < 2
                ? mean / 2
                : Math.max(0.01 * mean, 3 * Math.sqrt(squares / (counted - 1) / counted) + lost * mean);
        return new Verdict(log).policed(mean, half, (long) bucketPackets * limits.packetBytes(), lost);
    }

    /** What came through after the first loss of the paced part. */
    private record Passed(double share, double bps) {
        static Passed of(Train train) {
            int from = Math.min(train.order().burstPackets(), train.sent());
            while (from < train.sent() && train.arrived(from)) {
                from++;
            }
            if (train.sent() - from < 10) {
                return new Passed(1, 0);
            }
            int arrived = 0;
            for (int i = from; i < train.sent(); i++) {
                arrived += train.arrived(i) ? 1 : 0;
            }
            long ns = Math.max(1, train.sentNs(train.sent() - 1) - train.sentNs(from));
            double share = (double) arrived / (train.sent() - from);
            return new Passed(share, train.bits(arrived) * 1e9 / ns);
        }
    }
}
