// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.core.statistics.DelaySummary;
import java.util.List;
import java.util.Locale;

/** Round trips of many runs, a line each program; medians over the runs, in microseconds. */
final class DelayTable {
    private final Report report;

    DelayTable(Report report) {
        this.report = report;
    }

    void head(String title) {
        report.line(String.format(Locale.ROOT, "%-34s %10s %10s %10s %10s  µs", title, "min", "p50", "p99", "max"));
    }

    void row(String who, List<DelaySummary> runs) {
        report.line(String.format(
                Locale.ROOT,
                "%-34s %10.1f %10.1f %10.1f %10.1f",
                who,
                Medians.of(runs, DelaySummary::minNs) / 1e3,
                Medians.of(runs, DelaySummary::p50Ns) / 1e3,
                Medians.of(runs, DelaySummary::p99Ns) / 1e3,
                Medians.of(runs, DelaySummary::maxNs) / 1e3));
    }
}
