// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.probe.bandwidth.estimate.SimulatedPath;
import io.netmonitor.probe.train.Train;
import io.netmonitor.probe.train.TrainOrder;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Trains over a simulated path, told of as the protocol does. */
final class SimulatedExchange implements TrainExchange {
    private static final long PATIENCE_NS = 100_000_000;

    private final SimulatedPath path;
    private final int piece;

    SimulatedExchange(SimulatedPath path) {
        this(path, 1);
    }

    /** Over a path that packets which were sent at once cross by so many at a time, as where hosts leave cutting to others. */
    SimulatedExchange(SimulatedPath path, int piece) {
        this.path = path;
        this.piece = piece;
    }

    @Override
    public TrainReading send(TrainOrder order, long countedNs, long restNs) {
        Train train = path.send(order, PATIENCE_NS);
        long[] sentNs = SimulatedPath.sentNs(train);
        long[] allNs = SimulatedPath.arrivedNs(train);
        for (int i = order.burstPackets() - 2; i >= 0; i--) {
            allNs[i] = (i + 1) % piece == 0 ? allNs[i] : Math.max(allNs[i], allNs[i + 1]);
        }
        int[] came = IntStream.range(0, allNs.length)
                .filter(i -> allNs[i] != Train.LOST)
                .toArray();
        long[] arrivedNs = IntStream.of(came).mapToLong(i -> allNs[i]).sorted().toArray();
        long[] sentUs = IntStream.of(came).mapToLong(i -> sentNs[i] / 1_000).toArray();
        int countedUs = (int) TimeUnit.NANOSECONDS.toMicros(countedNs);
        TrainResult result =
                new TrainArrivals(arrivedNs, sentUs).result(new SendMeta(train.sent(), order.packetBytes(), countedUs));
        return new TrainReading(order, sentNs, countedUs * 1_000L, result);
    }

    @Override
    public void rest(long ns) {
        path.rest(ns);
    }
}
