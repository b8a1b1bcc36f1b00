// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.app.command.Figures;
import io.netmonitor.app.command.Magnitude;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.result.Values;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A bandwidth measurement for people, within 80 columns: what is available and how sure that is, what the path is like, and what
 * each train said. Used by one thread.
 */
final class BandwidthText {
    private final String opening;
    private final List<TrainReport> trains;
    private final Glyphs glyphs;

    /**
     * A text about a measurement.
     *
     * @param opening of its first line, up to the name of the other end
     * @param trains what each of them said
     */
    BandwidthText(String opening, List<TrainReport> trains, Glyphs glyphs) {
        this.opening = opening;
        this.trains = List.copyOf(trains);
        this.glyphs = glyphs;
    }

    /**
     * Prints it.
     *
     * @param target as it was written
     * @param destination what that was resolved to
     */
    void print(String target, InetSocketAddress destination, Measurement measurement, PrintWriter out) {
        out.println(opening + Headline.where(target, destination) + ": "
                + measurement.outcome().label());
        NamedLines lines = new NamedLines();
        if (measurement.outcome().hasValue()) {
            available(measurement, lines);
            path(measurement.values(), lines);
            effort(measurement, lines);
        } else {
            reason(measurement, lines);
        }
        lines.all().forEach(line -> out.println(glyphs.of(line)));
        if (measurement.outcome().hasValue()) {
            TrainTable.lines(trains, glyphs).forEach(out::println);
        }
        out.flush();
    }

    private static void reason(Measurement measurement, NamedLines lines) {
        if (measurement.reason() != null) {
            lines.add("reason", measurement.reason());
        }
    }

    private static void available(Measurement measurement, NamedLines lines) {
        Values values = measurement.values();
        OptionalDouble value = values.number("availableBps");
        OptionalDouble low = values.number("lowBps");
        OptionalDouble high = values.number("highBps");
        if (value.isPresent()) {
            Magnitude magnitude = Magnitude.fine(value.getAsDouble());
            String interval = low.isEmpty() || high.isEmpty()
                    ? ""
                    : "   " + magnitude.number(low.getAsDouble()) + " to " + magnitude.number(high.getAsDouble())
                            + " (95 %)";
            lines.add("available", Figures.rate(value.getAsDouble()) + interval);
        } else if (low.isPresent()) {
            lines.add("available", "more than " + Figures.rate(low.getAsDouble()) + ", the fastest that was tried");
        }
        reason(measurement, lines);
        chance(values, lines);
        values.number("capacityBps").ifPresent(bps -> lines.add("capacity", Figures.rate(bps)));
    }

    /** Told only where the interval does not tell it already. */
    private static void chance(Values values, NamedLines lines) {
        OptionalDouble high = values.number("highBps");
        if (high.isEmpty()) {
            return;
        }
        double floor = values.number("samplingFloor").orElse(0);
        double half = (high.getAsDouble() - values.number("lowBps").orElse(0)) / 2;
        if (floor * values.number("availableBps").orElse(0) > half) {
            lines.add(
                    "chance",
                    "cross traffic that comes at random lets a single measurement of this length vary by ±"
                            + Figures.percent(floor));
        }
    }

    private static void path(Values values, NamedLines lines) {
        String burst = Figures.bytes(values.number("burstBytes").orElse(0)) + " pass at once";
        switch (values.text("limiter").orElse("")) {
            case "shaper" -> lines.add("limiter", "shaper, " + burst);
            case "policer" -> lines.add("limiter", "policer, " + burst + ", and what is too much is dropped");
            default -> {
                if (values.number("capacityBps").isPresent()) {
                    lines.add("limiter", "none but the slowest link");
                }
            }
        }
        values.number("queueNs")
                .ifPresent(ns -> lines.add("queue", "test packets waited " + Figures.delay(ns) + " at most"));
        values.number("loss").ifPresent(share -> lines.add("loss", Figures.percent(share) + " of the paced packets"));
    }

    private static void effort(Measurement measurement, NamedLines lines) {
        Values values = measurement.values();
        double seconds = measurement.duration().toNanos() / 1e9;
        lines.add(
                "sent",
                Figures.bytes(values.number("sentBytes").orElse(0)) + " in "
                        + String.format(Locale.ROOT, "%.2f s", seconds));
        String stamps = values.text("stamps").orElse("unknown");
        if (!stamps.equals("kernel")) {
            lines.add(
                    "stamps",
                    stamps.equals("user")
                            ? "by the program, so the receiving host's delays are in the figures"
                            : stamps);
        }
    }
}
