// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.app.command.Figures;
import io.netmonitor.core.path.Direction;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.statistics.DelayHistogram;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * A measurement for people, within 80 columns: the figures of all directions, how the delays spread, and what is remarkable. Used
 * by one thread.
 */
final class MeasurementText {
    private static final List<Direction> DIRECTIONS =
            List.of(Direction.ROUND_TRIP, Direction.FORWARD, Direction.BACKWARD);

    private final ProbeDescription description;
    private final Glyphs glyphs;

    MeasurementText(ProbeDescription description, Glyphs glyphs) {
        this.description = description;
        this.glyphs = glyphs;
    }

    /**
     * Prints it.
     *
     * @param target as it was written
     * @param destination what that was resolved to
     */
    void print(String target, InetSocketAddress destination, Measurement measurement, PrintWriter out) {
        Values values = measurement.values();
        out.println(description.title() + " to " + Headline.where(target, destination) + ": "
                + measurement.outcome().label()
                + (measurement.reason() == null ? "" : ", " + measurement.reason()));
        if (measurement.outcome().hasValue()) {
            figures(values, out);
            histogram(values, out);
        }
        for (String remark : Remarks.on(values)) {
            out.println(glyphs.of(remark));
        }
        out.flush();
    }

    private void figures(Values values, PrintWriter out) {
        line(out, "", List.of("round trip", "forward", "backward"));
        row(out, "min", values, "delay.minNs", Figures::delay);
        row(out, "mean", values, "delay.meanNs", Figures::delay);
        row(out, "median", values, "delay.p50Ns", Figures::delay);
        row(out, "p95", values, "delay.p95Ns", Figures::delay);
        row(out, "p99", values, "delay.p99Ns", Figures::delay);
        row(out, "max", values, "delay.maxNs", Figures::delay);
        row(out, "error ±", values, "delayErrorNs", Figures::delay);
        row(out, "jitter", values, "jitterNs", Figures::delay);
        row(out, "loss", values, "loss", Figures::percent);
    }

    private void row(PrintWriter out, String name, Values values, String field, DoubleFunction<String> text) {
        List<String> cells = DIRECTIONS.stream()
                .map(direction -> values.number(direction.label() + "." + field))
                .map(value -> cell(value, text))
                .toList();
        line(out, name, cells);
    }

    private static String cell(OptionalDouble value, DoubleFunction<String> text) {
        return value.isPresent() ? text.apply(value.getAsDouble()) : "-";
    }

    private void line(PrintWriter out, String name, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-9s", glyphs.of(name)));
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, "%14s", glyphs.of(cell))));
        out.println(line);
    }

    private void histogram(Values values, PrintWriter out) {
        List<String> lines = values.text("roundTrip.histogram")
                .map(DelayHistogram::decodeText)
                .map(histogram -> DelayBars.lines(histogram, glyphs))
                .orElse(List.of());
        if (!lines.isEmpty()) {
            out.println("round trip of packets:");
            lines.forEach(out::println);
        }
    }
}
