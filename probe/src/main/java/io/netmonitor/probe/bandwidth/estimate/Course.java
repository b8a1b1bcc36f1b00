// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.probe.bandwidth.estimate.TrainReport.Kind;
import io.netmonitor.probe.train.Train;
import io.netmonitor.probe.train.TrainOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One measurement from its first packet to its estimate. Used once, by one thread.
 *
 * <pre>
 * floor      a few packets far apart
 * bursts     doubled until the tight link's rate and bucket show; left out when they are known
 * trains     at a little more than is available, until the interval is narrow or all is sent
 * </pre>
 */
public final class Course {
    private static final int FLOOR_PACKETS = 6;
    private static final double FLOOR_GAP_NS = 4e6;
    private static final double FIRST_TRAIN_NS = 20e6;
    private static final double A_LITTLE_MORE = 1.03;
    private static final double MORE_FOR_CHANCE = 0.3;
    private static final double MOST_CHANCE = 0.3;
    /** What is as much as the fastest train that is allowed may be more. */
    private static final double NEARLY_ALL = 0.97;

    private static final double RAISE = 1.35;
    private static final int MOST_RAISES = 5;
    private static final double HELD_ENOUGH = 0.25;
    private static final int LEAST_TRAINS = 4;
    private static final double NARROW = 0.02;
    private static final double MOST_OVER_CAPACITY = 1.6;
    /** Slower trains would not come to their second packet before the burst's queue has drained. */
    private static final double LEAST_OF_CAPACITY = 0.12;

    private static final double LEAST_EMPTY_NS = 40e3;
    private static final double EMPTY_PACKETS = 0.25;
    /** A queue shallower than this share of what it was to be was not made at all. */
    private static final double PRIMED = 0.3;

    private final Limits limits;
    private final @Nullable Knowledge known;
    private final Log log;
    private final Sizing sizing;
    private final Balance balance;
    private final double bitsPerPacket;
    private double bucketPackets;
    private boolean bucketShown;
    private int raises;
    private int deeper;
    private boolean capped;
    /** Whether the next train is the first of a path of which only the capacity is known. */
    private boolean scouting;

    private final List<PacedReading> spared = new ArrayList<>();
    private double lostPackets;
    private double pacedPackets;
    private double fastestSentBps;

    /**
     * A measurement of a path.
     *
     * @param known from the one before, if it was measured
     * @param listener hears of each train
     */
    public Course(TrainPath path, Limits limits, @Nullable Knowledge known, Consumer<TrainReport> listener) {
        this.limits = limits;
        this.known = known;
        this.log = new Log(path, limits, listener);
        this.sizing = new Sizing(limits, known != null);
        this.bitsPerPacket = limits.packetBytes() * 8.0;
        this.balance = new Balance(bitsPerPacket);
        this.scouting = known == null;
    }

    /**
     * Measures.
     *
     * @throws IOException when it cannot go on, saying why
     * @throws InterruptedException when it was given up
     */
    public Estimate run() throws IOException, InterruptedException {
        Train floor = log.send(0, FLOOR_PACKETS, bitsPerPacket * 1e9 / FLOOR_GAP_NS);
        log.report(floor, Kind.FLOOR);
        if (floor.arrived() == 0) {
            return new Verdict(log).lost();
        }
        if (known != null) {
            balance.know(known.capacityBps(), known.availableBps());
            bucketPackets = known.burstBytes() / limits.packetBytes();
            bucketShown = true;
        } else {
            Search search = Search.run(log, sizing, balance);
            if (search.isPoliced()) {
                return new Policing(log, limits, search.arrivedPackets()).run();
            }
            if (balance.knowsCapacity()) {
                bucketPackets = search.bucketPackets();
                bucketShown = search.showsBucket();
            } else {
                FastPath fast = new FastPath(log, limits, LEAST_EMPTY_NS);
                Estimate estimate = fast.run(search.last());
                Knowledge found = fast.found();
                if (estimate != null || found == null) {
                    return Objects.requireNonNull(estimate, "a fast path that is not found to be one is estimated");
                }
                balance.know(found.capacityBps(), found.availableBps());
                scouting = false;
            }
        }
        runTrains();
        return verdict();
    }

    private void runTrains() throws IOException, InterruptedException {
        int most = 2 * sizing.trains();
        for (int i = 0; i < most && !capped && balance.trains() < sizing.trains(); i++) {
            if (raises > MOST_RAISES || deeper > MOST_RAISES) {
                break;
            }
            double leftBits = sizing.budgetBits(balance.capacityBps(), bucketPackets) - log.sentBytes() * 8.0;
            if (!runTrain(leftBits, sizing.trains() - balance.trains())) {
                break;
            }
            scouting = false;
            if (balance.trains() >= LEAST_TRAINS && balance.halfBps() < NARROW * balance.availableBps()) {
                break;
            }
        }
        if (balance.trains() == 0) {
            spared.forEach(balance::add);
        }
    }

    /** Returns whether there was enough left to send one. */
    private boolean runTrain(double leftBits, int trainsLeft) throws IOException, InterruptedException {
        double rateBps = rateBps(leftBits, trainsLeft);
        double guessNs = scouting ? FIRST_TRAIN_NS : sizing.trainNs(leftBits, trainsLeft, rateBps);
        double available = scouting ? balance.capacityBps() : balance.availableBps();
        double queueNs = sizing.queueNs(balance.capacityBps(), available, guessNs);
        int burst = (int)
                (Math.pow(RAISE, raises + deeper) * sizing.burstPackets(balance.capacityBps(), bucketPackets, queueNs));
        int paced = scouting
                ? (int) Math.max(Sizing.FEWEST_PACKETS, FIRST_TRAIN_NS * 1e-9 * rateBps / bitsPerPacket)
                : sizing.pacedPackets(leftBits, trainsLeft, burst, rateBps);
        if ((burst + paced) * bitsPerPacket > leftBits && balance.trains() > 0) {
            return false;
        }
        Train train = log.send(burst, Math.min(paced, TrainOrder.MAX_PACKETS - burst), rateBps);
        balance.add(BurstReading.of(train, log.floorNs()));
        double emptyNs = Math.max(LEAST_EMPTY_NS, EMPTY_PACKETS * bitsPerPacket * 1e9 / balance.capacityBps());
        PacedReading reading = PacedReading.of(train, log.floorNs(), emptyNs, PRIMED * queueNs);
        boolean counts = take(train, reading, rateBps);
        log.report(
                train,
                reading,
                counts ? OptionalDouble.of(reading.availableBps(balance.capacityBps())) : OptionalDouble.empty());
        log.drain(train, balance.availableBps() / balance.capacityBps());
        return true;
    }

    /** Counts a train unless its sender was too slow, which is evidence of the host and not of the path. */
    private boolean take(Train train, PacedReading reading, double rateBps) {
        fastestSentBps = Math.max(fastestSentBps, reading.sentBps());
        lostPackets += reading.lost() * (train.sent() - train.order().burstPackets());
        pacedPackets += train.sent() - train.order().burstPackets();
        if (!reading.primed()) {
            deeper++;
        } else if (reading.held() >= HELD_ENOUGH) {
            raises = 0;
        } else if (rateBps >= limits.maxBps()) {
            capped = true;
        } else {
            raises++;
        }
        if (reading.sentBps() < Verdict.KEPT_PACE * rateBps) {
            spared.add(reading);
            return false;
        }
        balance.add(reading);
        return reading.inNs() > 0;
    }

    /** A little more than is available, and some more where chance alone makes that uncertain; more again after each train too slow. */
    private double rateBps(double leftBits, int trainsLeft) {
        double available = balance.availableBps();
        double base;
        if (scouting || available <= 0) {
            base = balance.capacityBps();
        } else {
            double guessNs = sizing.trainNs(leftBits, trainsLeft, available);
            double chance = sizing.samplingFloor(balance.capacityBps(), available, guessNs);
            base = available * (A_LITTLE_MORE + MORE_FOR_CHANCE * Math.min(MOST_CHANCE, chance));
        }
        double raised = Math.min(base * Math.pow(RAISE, raises), MOST_OVER_CAPACITY * balance.capacityBps());
        double slowestBps = Math.max(sizing.slowestBps(), LEAST_OF_CAPACITY * balance.capacityBps());
        return Math.min(Math.max(raised, slowestBps), limits.maxBps());
    }

    private Estimate verdict() {
        Verdict verdict = new Verdict(log);
        double loss = pacedPackets == 0 ? 0 : lostPackets / pacedPackets;
        long bucketBytes = bucketShown ? Math.round(bucketPackets * limits.packetBytes()) : 0;
        if (capped || balance.availableBps() > NEARLY_ALL * limits.maxBps()) {
            return verdict.above(
                    Math.min(fastestSentBps, limits.maxBps()),
                    OptionalDouble.of(balance.capacityBps()),
                    bucketBytes,
                    loss);
        }
        if (balance.trains() == 0) {
            return verdict.hostLimited(fastestSentBps, balance.capacityBps(), bucketBytes, loss);
        }
        double floor = sizing.samplingFloor(balance.capacityBps(), balance.availableBps(), balance.heldNs());
        return verdict.of(balance, spared.size() >= balance.trains(), bucketBytes, floor, loss);
    }
}
