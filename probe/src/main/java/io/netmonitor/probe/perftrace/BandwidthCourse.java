// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One measurement from its first train to its answer. Used once, by one thread.
 *
 * <pre>
 * climb      paced trains, faster each time, until one comes slower than it was sent
 * burst      packets back to back: the tight link's rate, and what passes at once
 * trains     a burst that fills the queue and paced packets that hold it, at a little more than is available
 * </pre>
 *
 * <p>The protocol tells no instants of packets, so what its own measurement of bandwidth sees in one train this one sees in the tails of
 * several, see {@link TrainReading} and {@link Saturation}.
 */
final class BandwidthCourse {
    private static final double FIRST_BPS = 10e6;
    /** It would take seconds to climb from less. */
    private static final double LEAST_FIRST_BPS = 1e6;

    private static final double FAST_CLIMB = 2.5;
    private static final double CLIMB = 1.5;
    /** A train that came so much slower than it was sent says only of which order the path is. */
    private static final double MUCH_LESS = 0.6;

    private static final double A_LITTLE_MORE = 1.25;
    /** Packets of the first train, which may be far too fast for the path. */
    private static final int PILOT = 100;

    private static final double PILOT_QUEUE_NS = 50e6;
    private static final int LEAST_CLIMBING = 20;
    private static final int LEAST_HOLDING = 60;
    private static final double LONGEST_HOLDING_NS = 400e6;
    private static final int FEWEST = 16;
    private static final int MOST_PACKETS = 20_000;
    /** After so many slow trains, one that came slower still will do to begin with. */
    private static final int ENOUGH_TROUBLE = 3;

    private static final int MOST_TROUBLE = 6;

    private static final double BURST_NS = 15e6;
    private static final int LEAST_BURST = 40;
    private static final double LONGEST_BURST_NS = 150e6;
    private static final int MOST_BURST = 4_000;
    private static final int BURSTS = 3;
    /** A burst's packets can come some at once, which says little of the rate of few; about half of them are to be its tail. */
    private static final double LEAST_TAIL = 0.3;

    private static final int MOST_BURSTS = 7;
    /** A burst that comes hardly faster than the link sends does not show how fast that is. */
    private static final double MOST_SEND_SHARE = 0.7;

    private static final double PRIME_NS = 2.5e6;
    private static final int PRIME_PACKETS = 4;
    private static final double CLEAR_OF_PRIME = 1.6;
    /** Multiples of it fall evenly between whole numbers, lest the named time cuts every train at the same part of a gap. */
    private static final double GOLDEN = 0.618;

    private static final double BUCKET_MARGIN = 1.1;
    private static final double LEAST_MARGIN = 0.05;
    private static final double MOST_MARGIN = 0.3;
    private static final double RAISE = 1.2;
    private static final double LEAST_OF_CAPACITY = 0.1;
    private static final int LEAST_TRAINS = 4;
    private static final int MOST_TRAINS = 12;
    private static final int MOST_TROUBLED = 12;
    private static final double NARROW = 0.02;

    private final TrainLog log;
    private final double mostBps;
    private final double firstBps;
    private final double growth;
    private final double trainNs;
    private final double bits;
    private double bucketBytes;
    private double raise = 1;
    private double clearOfPrime = CLEAR_OF_PRIME;
    private int troubled;

    BandwidthCourse(TrainExchange exchange, BandwidthOrder order, Consumer<BandwidthRun.Train> listener) {
        this.log = new TrainLog(exchange, order, listener);
        this.mostBps = (double) order.maxRateBps();
        Long initial = order.initialRateBps();
        this.firstBps = Math.min(initial == null ? FIRST_BPS : Math.max(initial, LEAST_FIRST_BPS), mostBps);
        this.growth = initial == null ? FAST_CLIMB : CLIMB;
        this.trainNs = order.trainUs() * 1e3;
        this.bits = order.lengthBytes() * 8.0;
    }

    BandwidthAnswer run() throws IOException, InterruptedException {
        TrainReading top = climb();
        BandwidthAnswer end = log.end();
        if (end != null) {
            return end;
        }
        if (top == null) {
            return BandwidthAnswer.ofClimb(log.trains(), log.fastestBps(), log.slow() >= MOST_TROUBLE);
        }
        if (!top.cameSlower()) {
            return BandwidthAnswer.above(
                    Math.min(mostBps, Math.min(top.sentBps(), top.receivedBps())) * (1 - top.loss()),
                    log.trains(),
                    List.of(top));
        }
        Saturation saturation = burst(top);
        if (saturation != null) {
            hold(saturation);
        }
        end = log.end();
        if (end != null) {
            return end;
        }
        double fastestBps = Math.min(log.fastestBps(), mostBps);
        if (saturation == null) {
            return BandwidthAnswer.tooFew(log.trains(), List.of(), top.receivedBps(), fastestBps, troubled > 0);
        }
        List<TrainReading> counted = saturation.counted();
        if (counted.size() >= LEAST_TRAINS && saturation.availableBps() >= mostBps) {
            // What seemed slower was the host's doing.
            return BandwidthAnswer.above(mostBps, log.trains(), counted);
        }
        return BandwidthAnswer.of(log.trains(), saturation, fastestBps, troubled);
    }

    /** The first train that came slower than it was sent, or the fastest that is allowed; null when neither could be had. */
    private @Nullable TrainReading climb() throws IOException, InterruptedException {
        double rateBps = firstBps;
        int slow = 0;
        for (boolean pilot = true; slow < MOST_TROUBLE && log.end() == null; ) {
            int packets = packets(rateBps, LEAST_CLIMBING);
            packets = pilot ? Math.min(packets, PILOT) : packets;
            TrainReading train =
                    log.send(0, packets, rateBps, packets * bits * 1e9 / rateBps / 2, pilot ? PILOT_QUEUE_NS : 0);
            if (train == null) {
                return null;
            }
            if (!TrainLog.isUsable(train)) {
                slow += train.isWhole() ? 0 : 1;
                if (slow >= ENOUGH_TROUBLE && train.isSane() && train.hasTail() && train.cameSlower()) {
                    return train;
                }
                continue;
            }
            if (!train.cameSlower()) {
                if (rateBps >= mostBps && !pilot) {
                    return train;
                }
                rateBps = Math.min(rateBps * growth, mostBps);
            } else if (train.receivedBps() < MUCH_LESS * train.sentBps()) {
                rateBps = Math.min(A_LITTLE_MORE * train.receivedBps(), mostBps);
            } else if (!pilot) {
                return train;
            }
            pilot = false;
        }
        return null;
    }

    /** A pilot at the highest rate is followed by a whole train at the same. */
    private int packets(double rateBps, int least) {
        double packets = Math.ceil(trainNs / 1e9 * rateBps / bits) + 1;
        return (int) Math.clamp(packets, least, MOST_PACKETS);
    }

    /** Finds the tight link's rate, by the middle of some bursts; null when there is no budget for it. */
    private @Nullable Saturation burst(TrainReading top) throws IOException, InterruptedException {
        double aboutBps = top.receivedBps();
        int least = orFewer(LEAST_BURST, LONGEST_BURST_NS, aboutBps);
        int packets = (int) Math.clamp(BURST_NS / 1e9 * aboutBps / bits, least, MOST_BURST);
        double countedNs = packets * bits * 1e9 / aboutBps / 2;
        List<TrainReading> usable = new ArrayList<>();
        List<TrainReading> shallow = new ArrayList<>();
        for (int i = 0; i < MOST_BURSTS && usable.size() < BURSTS; i++) {
            TrainReading train = log.send(packets, 0, aboutBps, countedNs, packets * bits * 1e9 / aboutBps);
            if (train == null) {
                break;
            }
            if (!TrainLog.isUsable(train) || !train.hasTail() || train.tailNs() < LEAST_TAIL * train.spanNs()) {
                // It came faster than was thought.
                countedNs = train.spanNs() > 0 ? train.spanNs() / 2 : countedNs;
            } else if (train.tailBps() < MOST_SEND_SHARE * train.sentBps()) {
                usable.add(train);
            } else {
                shallow.add(train);
                packets = Math.min(2 * packets, MOST_BURST);
                countedNs = 2 * countedNs;
            }
        }
        List<TrainReading> bursts = usable.isEmpty() ? shallow : usable;
        bucketBytes = bursts.stream()
                .mapToDouble(train -> train.within() * bits - train.tailBps() * train.countedNs() / 1e9 - bits)
                .map(atOnce -> Math.max(0, atOnce / 8))
                .average()
                .orElse(0);
        return bursts.isEmpty() ? null : new Saturation(bursts, top);
    }

    /** Trains that hold the queue, until the interval is narrow or all is spent. */
    private void hold(Saturation saturation) throws IOException, InterruptedException {
        for (int i = 0; i - troubled < MOST_TRAINS && troubled < MOST_TROUBLED && log.end() == null; i++) {
            TrainReading train = primed(saturation);
            if (train == null) {
                return;
            }
            if (!TrainLog.isUsable(train) || isHeldUp(train, saturation)) {
                troubled++;
            } else if (!train.hasTail()) {
                clearOfPrime *= RAISE;
            } else {
                saturation.add(train);
                raise = saturation.mayHaveDrained(train) ? raise * RAISE : 1;
            }
            boolean narrow = saturation.halfBps() < NARROW * saturation.availableBps();
            if (saturation.counted().size() >= LEAST_TRAINS && narrow) {
                return;
            }
        }
    }

    /** Whether the queue may have run empty since this host did not send for so long. */
    private boolean isHeldUp(TrainReading train, Saturation saturation) {
        return train.longestPauseNs() > train.order().gapNs() + primeNs(saturation);
    }

    /** So many packets, or fewer where they would take longer, though enough to tell a rate. */
    private int orFewer(int packets, double longestNs, double rateBps) {
        return (int) Math.clamp(longestNs * rateBps / 1e9 / bits, FEWEST, packets);
    }

    private @Nullable TrainReading primed(Saturation saturation) throws IOException, InterruptedException {
        double capacityBps = saturation.capacityBps();
        double margin = Math.clamp(2 * saturation.scatter(), LEAST_MARGIN, MOST_MARGIN);
        double wanted = saturation.availableBps() * (1 + margin) * raise;
        double rateBps = Math.min(Math.max(wanted, LEAST_OF_CAPACITY * capacityBps), mostBps);
        double primeBytes = BUCKET_MARGIN * bucketBytes + capacityBps * primeNs(saturation) / 8e9;
        int burst = (int) Math.clamp(Math.ceil(primeBytes * 8 / bits), 2, MOST_BURST);
        double ditherNs = GOLDEN * log.trains().size() % 1 * bits * 1e9 / rateBps;
        double clearNs = clearOfPrime * primeNs(saturation) + ditherNs;
        int least = orFewer(LEAST_HOLDING, LONGEST_HOLDING_NS, rateBps);
        double lengthNs = Math.max(trainNs, least * bits * 1e9 / rateBps) + clearNs;
        int paced = (int) Math.clamp(lengthNs * rateBps / 1e9 / bits, least, MOST_PACKETS);
        return log.send(burst, paced, rateBps, clearNs, 2 * primeNs(saturation));
    }

    private double primeNs(Saturation saturation) {
        return Math.max(PRIME_NS, PRIME_PACKETS * bits * 1e9 / saturation.capacityBps());
    }
}
