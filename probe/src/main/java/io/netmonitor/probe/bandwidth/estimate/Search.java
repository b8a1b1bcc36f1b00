// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.probe.bandwidth.estimate.TrainReport.Kind;
import io.netmonitor.probe.train.Train;
import java.io.IOException;

/** Bursts, each twice the one before, until one tells the capacity of a path that nothing is known of. Used once. */
final class Search {
    private static final int FIRST_BURST = 16;
    private static final int LONGEST_BURST = 8_192;
    /** The rest of what may be sent is for the trains. */
    private static final double MOST_SHARE = 0.7;

    private static final double POLICED = 0.25;
    private static final long POLICED_QUEUE_NS = 1_500_000;
    private static final long UNQUEUED_NS = 500_000;
    private static final long GREW_NS = 1_500_000;
    /** How fast a bucket fills again, of the capacity: what cross traffic leaves, which is not known yet. */
    private static final double REFILL = 0.5;

    private static final double MUCH_FASTER = 0.5;
    private static final double DRAIN_SHARE = 0.25;

    private final Log log;
    private final Sizing sizing;
    private final Balance balance;
    private final double bitsPerPacket;
    private Train last;
    private BurstReading reading;
    private double passedBefore;
    private final long firstNs;

    private Search(Log log, Sizing sizing, Balance balance, Train first) {
        this.log = log;
        this.sizing = sizing;
        this.balance = balance;
        this.bitsPerPacket = log.packetBytes() * 8.0;
        this.last = first;
        this.firstNs = first.sentNs(0);
        this.reading = BurstReading.of(first, log.floorNs());
    }

    /** Searches; what is found of the capacity goes to the balance. */
    static Search run(Log log, Sizing sizing, Balance balance) throws IOException, InterruptedException {
        int packets = FIRST_BURST;
        Search search = new Search(log, sizing, balance, burst(log, packets));
        search.balance.add(search.reading);
        while (!balance.knowsCapacity() && !search.isPoliced() && search.mayDouble(packets)) {
            log.drain(search.last, DRAIN_SHARE);
            packets *= 2;
            search.next(burst(log, packets));
        }
        log.drain(search.last, DRAIN_SHARE);
        if (!balance.knowsCapacity() && search.reading.queueNs() > GREW_NS && search.reading.gapNs() > 0) {
            // Uneven as it is, it is no path too fast for bursts. The trains' own bursts will tell better.
            double roughBps = search.bitsPerPacket * 1e9 / search.reading.gapNs();
            balance.know(roughBps, roughBps);
        }
        return search;
    }

    private static Train burst(Log log, int packets) throws IOException, InterruptedException {
        Train train = log.send(packets, 0, 1);
        log.report(train, Kind.BURST);
        return train;
    }

    private void next(Train train) {
        passedBefore += reading.queueNs() < UNQUEUED_NS ? reading.arrivedPackets() : reading.bucketPackets();
        last = train;
        reading = BurstReading.of(train, log.floorNs());
        balance.add(reading);
    }

    private boolean mayDouble(int packets) {
        double seemsBps = reading.gapNs() > 0 ? bitsPerPacket * 1e9 / reading.gapNs() : Double.POSITIVE_INFINITY;
        double allowedBits = MOST_SHARE * sizing.budgetBits(seemsBps, reading.bucketPackets());
        return 2 * packets <= LONGEST_BURST && log.sentBytes() * 8.0 + 2 * packets * bitsPerPacket <= allowedBits;
    }

    /** Whether most of what is beyond a bucket is dropped instead of queued. */
    boolean isPoliced() {
        int all = reading.lostPackets() + reading.arrivedPackets();
        return reading.arrivedPackets() > 0
                && reading.lostPackets() > POLICED * all
                && reading.queueNs() < POLICED_QUEUE_NS;
    }

    /** The longest burst. */
    Train last() {
        return last;
    }

    /** How many packets of the longest burst arrived. */
    int arrivedPackets() {
        return reading.arrivedPackets();
    }

    /** Whether the burst came so much faster than the link sends that a bucket would show. */
    boolean showsBucket() {
        return reading.sendGapNs() < MUCH_FASTER * reading.gapNs();
    }

    /** What passes at once, counting that bursts before the last may have left the bucket half empty. */
    double bucketPackets() {
        double elapsedNs = (double) (last.sentNs(0) - firstNs);
        double refilled = REFILL * balance.capacityBps() * elapsedNs * 1e-9 / bitsPerPacket;
        return reading.bucketPackets() + Math.max(0, passedBefore - refilled);
    }
}
