// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.probe.train.Train;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A path in which something drops what is above a rate. Trains a little faster than that, after a burst that spent the bucket: what
 * arrives is what passes. Cross traffic that shares the rate loses its part of each train, so this is too much by at most the share
 * that is lost. Used once.
 */
final class Policing {
    private static final int TRAINS = 5;
    private static final int TRIES = 10;
    private static final double TRAIN_NS = 15e6;
    private static final double FASTER = 1.04;
    private static final double MUCH_FASTER = 2;
    private static final double MOST_LOST = 0.15;
    private static final double LEAST_LOST = 0.005;
    private static final double LEAST_HALF = 0.01;
    /** Standard errors in half an interval, for as few trains as there are. */
    private static final double ERRORS = 3;

    private static final double FIRST_BUCKET_NS = 10e6;
    private static final int FEWEST_PACKETS = 50;
    private static final double LONGEST_S = 0.5;

    private final Log log;
    private final Limits limits;
    private final double bits;
    private final List<Passed> told = new ArrayList<>();
    private final int firstBucket;
    private int bucketPackets;
    private double rateBps;
    private double lastBps;

    Policing(Log log, Limits limits, int bucketPackets) {
        this.log = log;
        this.limits = limits;
        this.bits = limits.packetBytes() * 8.0;
        this.firstBucket = bucketPackets;
        this.bucketPackets = bucketPackets;
    }

    Estimate run() throws IOException, InterruptedException {
        rateBps = Math.min(limits.maxBps(), bucketPackets * bits * 1e9 / FIRST_BUCKET_NS);
        for (int i = 0; i < TRIES && told.size() < TRAINS; i++) {
            int wanted = (int) Math.max(FEWEST_PACKETS, TRAIN_NS * 1e-9 * rateBps / bits);
            int paced = Math.min(wanted, log.leftPackets() - bucketPackets);
            if (paced < FEWEST_PACKETS) {
                break;
            }
            Train train = log.send(bucketPackets, paced, rateBps);
            Passed passed = Passed.of(train);
            PacedReading reading = PacedReading.of(train, log.floorNs(), 0, 0);
            boolean tells = passed.tells() && passed.lost() > LEAST_LOST && passed.lost() < MOST_LOST;
            log.report(train, reading, tells ? OptionalDouble.of(passed.bps()) : OptionalDouble.empty());
            log.drain(train, 1);
            if (tells) {
                told.add(passed);
            }
            if (passed.lost() <= LEAST_LOST && rateBps >= limits.maxBps()) {
                return new Verdict(log)
                        .above(Math.min(reading.sentBps(), rateBps), OptionalDouble.empty(), 0, passed.lost());
            }
            adapt(passed);
        }
        return verdict();
    }

    /** A little faster than what passes; much faster while nothing is dropped; a longer burst where that began too late. */
    private void adapt(Passed passed) {
        if (passed.tells()) {
            lastBps = passed.bps() > 0 ? passed.bps() : lastBps;
            rateBps = Math.max(FEWEST_PACKETS * bits / LONGEST_S, lastBps * FASTER);
        } else if (passed.lost() > 0 || lastBps > 0) {
            rateBps *= passed.lost() > 0 ? 1 : FASTER;
            bucketPackets = Math.min(2 * firstBucket, bucketPackets + Math.max(4, firstBucket / 3));
        } else {
            rateBps *= MUCH_FASTER;
        }
        rateBps = Math.min(rateBps, limits.maxBps());
    }

    private Estimate verdict() {
        long bucketBytes = (long) bucketPackets * limits.packetBytes();
        if (told.isEmpty()) {
            return lastBps == 0
                    ? new Verdict(log).lost()
                    : new Verdict(log).policed(lastBps, lastBps / 2, lastBps * 1.5, bucketBytes, MOST_LOST);
        }
        double mean = told.stream().mapToDouble(Passed::bps).average().orElseThrow();
        double lost = told.stream().mapToDouble(Passed::lost).average().orElseThrow();
        double squares = told.stream()
                .mapToDouble(each -> (each.bps() - mean) * (each.bps() - mean))
                .sum();
        int n = told.size();
        double random = n < 2 ? mean / 2 : ERRORS * Math.sqrt(squares / (n - 1) / n);
        double half = Math.max(LEAST_HALF * mean, random);
        return new Verdict(log).policed(mean, Math.max(0, mean - half - lost * mean), mean + half, bucketBytes, lost);
    }

    /**
     * What came through after the first loss of the paced part.
     *
     * @param tells whether there was enough of it
     * @param lost share of it, or of all, that was dropped
     * @param bps rate of what came through
     */
    private record Passed(boolean tells, double lost, double bps) {
        private static final int ENOUGH = 20;

        static Passed of(Train train) {
            int begin = Math.min(train.order().burstPackets(), train.sent());
            int from = begin;
            while (from < train.sent() && train.arrived(from)) {
                from++;
            }
            int arrived = 0;
            for (int i = from; i < train.sent(); i++) {
                arrived += train.arrived(i) ? 1 : 0;
            }
            int looked = train.sent() - from;
            if (looked < ENOUGH) {
                return new Passed(false, (double) (looked - arrived) / Math.max(1, train.sent() - begin), 0);
            }
            long ns = Math.max(1, train.sentNs(train.sent() - 1) - train.sentNs(from));
            return new Passed(true, 1 - (double) arrived / looked, train.bits(arrived) * 1e9 / ns);
        }
    }
}
