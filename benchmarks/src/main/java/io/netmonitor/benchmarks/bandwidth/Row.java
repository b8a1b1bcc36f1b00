// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The trials of one cell as figures: mean relative error, bias, coverage, cost. Immutable. */
record Row(String cell, List<Trial> trials) {
    static final String HEADING = String.format(
            Locale.ROOT,
            "%-38s %4s %7s %7s %7s %7s %6s %6s %7s  %s",
            "cell",
            "n",
            "error",
            "bias",
            "nominal",
            "floor",
            "cover",
            "bytes",
            "time",
            "outcomes");

    Row {
        trials = List.copyOf(trials);
    }

    private List<Trial> valued() {
        return trials.stream().filter(Trial::hasValue).toList();
    }

    private static double mean(List<Trial> trials, ToDoubleFunction<Trial> figure) {
        return trials.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** Mean relative error against what was counted, a share. */
    double error() {
        return mean(valued(), trial -> Math.abs(trial.error()));
    }

    /** Mean error against what was counted, a share. */
    double bias() {
        return mean(valued(), Trial::error);
    }

    /** Mean relative error against the long run, a share. */
    double nominalError() {
        return mean(valued(), trial -> Math.abs(trial.nominalError()));
    }

    /** Mean of what the product says no measurement of this length can be better than, a share. */
    double floor() {
        return mean(
                valued().stream()
                        .filter(trial -> !Double.isNaN(trial.measured().number("samplingFloor")))
                        .toList(),
                trial -> trial.measured().number("samplingFloor"));
    }

    /** Share of trials whose interval holds what was counted. */
    double coverage() {
        return mean(valued(), trial -> trial.covered() ? 1 : 0);
    }

    /** The most octets sent, as a share of what might have been. */
    double mostBytes() {
        return trials.stream()
                .mapToDouble(trial -> trial.measured().number("sentBytes") / trial.budgetBytes())
                .max()
                .orElse(Double.NaN);
    }

    /** The longest time, seconds. */
    double longestS() {
        return trials.stream()
                .mapToDouble(trial -> trial.measured().durationMs() / 1e3)
                .max()
                .orElse(Double.NaN);
    }

    private String outcomes() {
        Map<String, Long> counts = trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> trial.measured().outcome(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The cross traffic's lateness, microseconds: the median trial's 99th percentile. */
    double lateUs() {
        double[] late = trials.stream().mapToDouble(Trial::lateP99Us).sorted().toArray();
        return late.length == 0 ? 0 : late[late.length / 2];
    }

    String line() {
        return String.format(
                        Locale.ROOT,
                        "%-38s %4d %7s %7s %7s %7s %6s %6s %5.2f s  %s%s",
                        cell,
                        trials.size(),
                        percent(error()),
                        percent(bias()),
                        percent(nominalError()),
                        percent(floor()),
                        percent(coverage()).replace(".00", ""),
                        percent(mostBytes()).replaceAll("\\.[0-9]+", ""),
                        longestS(),
                        outcomes(),
                        lateUs() < 100 ? "" : String.format(Locale.ROOT, "; cross traffic late %.0f µs", lateUs()))
                .stripTrailing();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f%%", share * 100);
    }

    /** One row of all trials, whatever cell they are of. */
    static Row all(String name, List<Row> rows) {
        return new Row(name, rows.stream().flatMap(row -> row.trials.stream()).toList());
    }

    /** Shares by trial, for a plot: errors against what was counted, ascending. */
    double[] errors() {
        double[] errors = valued().stream().mapToDouble(Trial::error).toArray();
        Arrays.sort(errors);
        return errors;
    }
}
