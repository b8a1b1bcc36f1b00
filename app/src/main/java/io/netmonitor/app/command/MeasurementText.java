// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.path.Direction;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.result.Values;
import java.io.PrintWriter;
import java.util.OptionalDouble;

/** A measurement as a table for people. Used by one thread. */
final class MeasurementText {
    private static final String[] STATISTICS = {"minNs", "meanNs", "p50Ns", "p95Ns", "p99Ns", "maxNs"};
    private static final String[] HEADINGS = {
        "", "MIN", "MEAN", "MEDIAN", "P95", "P99", "MAX", "ERROR ±", "JITTER", "LOSS"
    };

    private final ProbeDescription description;

    MeasurementText(ProbeDescription description) {
        this.description = description;
    }

    void print(String target, Measurement measurement, PrintWriter out) {
        Values values = measurement.values();
        out.println(description.title() + " to " + target + ": "
                + measurement.outcome().label()
                + (measurement.reason() == null ? "" : ", " + measurement.reason()));
        if (!measurement.outcome().hasValue()) {
            return;
        }
        Table table = new Table(HEADINGS);
        row(table, "round trip", Direction.ROUND_TRIP, values);
        row(table, "forward", Direction.FORWARD, values);
        row(table, "backward", Direction.BACKWARD, values);
        table.print(out);
        out.println("%d sent, %d arrived, %d returned; stamps: %s; clocks %s"
                .formatted(
                        values.whole("sent").orElse(0),
                        values.whole("arrived").orElse(0),
                        values.whole("returned").orElse(0),
                        values.text("stamps").orElse("unknown"),
                        values.flag("clock.synchronized")
                                ? "synchronized"
                                : "NOT synchronized: one-way delays hold only within their error"));
    }

    private static void row(Table table, String name, Direction direction, Values values) {
        String prefix = direction.label() + ".";
        String[] cells = new String[HEADINGS.length];
        cells[0] = name;
        for (int i = 0; i < STATISTICS.length; i++) {
            cells[i + 1] = delay(values.number(prefix + "delay." + STATISTICS[i]));
        }
        cells[7] = delay(values.number(prefix + "delayErrorNs"));
        cells[8] = delay(values.number(prefix + "jitterNs"));
        OptionalDouble loss = values.number(prefix + "loss");
        cells[9] = loss.isPresent() ? Figures.percent(loss.getAsDouble()) : "-";
        table.row(cells);
    }

    private static String delay(OptionalDouble ns) {
        return ns.isPresent() ? Figures.delay(ns.getAsDouble()) : "-";
    }
}
