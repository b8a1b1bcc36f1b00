// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import java.util.Locale;

/** Prints how far estimates are off, cell by cell, on simulated paths; to be run by hand. */
final class Study {
    private static final double[] RATES = {10e6, 50e6, 100e6, 200e6, 500e6, 1e9};
    private static final double[] LOADS = {0, 0.25, 0.5, 0.75};

    private Study() {}

    public static void main(String[] args) throws Exception {
        int tests = Integer.parseInt(args[0]);
        for (SimulatedPath.Pattern pattern : SimulatedPath.Pattern.values()) {
            for (double rate : RATES) {
                for (double load : LOADS) {
                    if (pattern == SimulatedPath.Pattern.POISSON && load == 0) {
                        continue;
                    }
                    cell(tests, pattern, rate, load);
                }
            }
        }
    }

    private static void cell(int tests, SimulatedPath.Pattern pattern, double rate, double load) throws Exception {
        double counted = 0, bias = 0, nominal = 0, covered = 0, coveredNominal = 0, floor = 0, bytes = 0, unstable = 0;
        double cap = 0, capAbs = 0, bucket = 0, held = 0, trains = 0, half = 0;
        for (int i = 0; i < tests; i++) {
            SimulatedPath path =
                    new SimulatedPath(i * 7919L + 13, rate, Math.max(5000, rate / 8000), load, pattern, 1420);
            Limits limits = new Limits(1420, 10e9, 200_000_000);
            Knowledge known = i % 2 == 0
                    ? null
                    : new Knowledge(path.capacityBps(), Math.max(5000, rate / 8000), path.nominalBps());
            Estimate estimate = new Course(path, limits, known, train -> {}).run();
            double in = 0, truth = 0;
            for (TrainReport train : estimate.trains()) {
                double ns = train.toNs() - train.fromNs();
                if (ns > 0) {
                    truth += path.countedBps(train.fromNs(), train.toNs()) * ns;
                    in += ns;
                    held += train.held();
                    trains++;
                }
            }
            truth /= in;
            if (truth < 0.02 * path.capacityBps()) continue;
            double value = estimate.availableBps().orElse(Double.NaN);
            counted += Math.abs(value / truth - 1) / tests;
            bias += (value / truth - 1) / tests;
            nominal += Math.abs(value / path.nominalBps() - 1) / tests;
            double low = estimate.lowBps().orElse(0), high = estimate.highBps().orElse(0);
            covered += truth >= low && truth <= high ? 1.0 / tests : 0;
            coveredNominal += path.nominalBps() >= low && path.nominalBps() <= high ? 1.0 / tests : 0;
            double c = estimate.capacityBps().orElse(Double.NaN) / path.capacityBps() - 1;
            cap += c / tests;
            capAbs += Math.abs(c) / tests;
            bucket += estimate.burstBytes() / Math.max(5000, rate / 8000) / tests;
            floor += estimate.samplingFloor().orElse(0) / tests;
            half += (high - low) / 2 / value / tests;
            bytes += estimate.sentBytes() * 8 / rate / tests;
            unstable += estimate.outcome() == io.netmonitor.core.result.Outcome.MEASURED ? 0 : 1.0 / tests;
        }
        System.out.printf(
                Locale.ROOT,
                "%-8s %5.0f %3.0f%%  counted %6.2f bias %6.2f cover %3.0f | nominal %6.2f cover %3.0f floor %5.2f half %5.1f | %.3f C s, trains %.1f held %.2f unstable %.2f | C bias %.2f abs %.2f bucket %.2f%n",
                pattern,
                rate / 1e6,
                load * 100,
                100 * counted,
                100 * bias,
                100 * covered,
                100 * nominal,
                100 * coveredNominal,
                100 * floor,
                100 * half,
                bytes,
                trains / tests,
                held / trains,
                unstable,
                100 * cap,
                100 * capAbs,
                bucket);
    }
}
