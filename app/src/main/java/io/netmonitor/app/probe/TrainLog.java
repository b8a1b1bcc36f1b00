// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.app.command.Figures;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.bandwidth.estimate.TrainReport.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** What the trains of a measurement in progress have said. Safe for use by many threads. */
final class TrainLog implements Consumer<TrainReport> {
    private final List<TrainReport> trains = new ArrayList<>();
    private String stage = "floor";

    @Override
    public synchronized void accept(TrainReport report) {
        if (report.kind() == Kind.TRAIN) {
            trains.add(report);
        }
        stage = trains.isEmpty() ? "bursts" : "train " + (trains.size() + 1);
    }

    /** The trains that bursts led up to, so far. */
    synchronized List<TrainReport> trains() {
        return List.copyOf(trains);
    }

    /** What is being done and what is known by now: {@code train 3, so far 98.7 Mbit/s}. */
    synchronized String state() {
        OptionalDouble mean = meanBps(trains);
        return stage + (mean.isPresent() ? ", so far " + Figures.rate(mean.getAsDouble()) : "");
    }

    /** What those trains say that say something, each counting by the length of its counted part. */
    static OptionalDouble meanBps(List<TrainReport> trains) {
        double sum = 0;
        double weights = 0;
        for (TrainReport train : trains) {
            if (train.availableBps().isPresent()) {
                // One at least: what passes a policer is known of trains that held no queue, too.
                double weight = Math.max(1, train.toNs() - train.fromNs());
                sum += weight * train.availableBps().getAsDouble();
                weights += weight;
            }
        }
        return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weights);
    }
}
