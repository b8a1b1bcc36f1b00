// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.app.command.Figures;
import io.netmonitor.core.result.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What is to be said of a measurement of {@code basic} beside its figures: always how far to trust it, the rest when it is so. */
final class Remarks {
    private final Values values;
    private final List<String> lines = new ArrayList<>();

    private Remarks(Values values) {
        this.values = values;
    }

    /** Lines of at most 80 columns. */
    static List<String> on(Values values) {
        Remarks remarks = new Remarks(values);
        if (values.whole("sent").orElse(0) == 0) {
            return List.of();
        }
        remarks.packets();
        remarks.direction("forward");
        remarks.direction("backward");
        remarks.hops();
        remarks.dscp();
        if (values.whole("returned").orElse(0) > 0) {
            remarks.stamps();
            remarks.clocks();
            remarks.timer();
        }
        return List.copyOf(remarks.lines);
    }

    private void add(String name, String text) {
        lines.add(String.format(Locale.ROOT, "%-9s", name) + " " + text);
    }

    private void packets() {
        List<String> parts = new ArrayList<>();
        parts.add(count("sent") + " sent");
        if (values.whole("arrived").isPresent()) {
            parts.add(count("arrived") + " arrived");
        }
        parts.add(count("returned") + " returned");
        add(parts, "lateReplies", "too late");
        add(parts, "dropped", "dropped here");
        add(parts, "strays", "stray");
        add("packets", String.join(", ", parts) + (values.flag("authenticated") ? "; authenticated" : ""));
    }

    private void direction(String way) {
        List<String> parts = new ArrayList<>();
        long lost = way.equals("forward") ? count("sent") - count("arrived") : count("arrived") - count("returned");
        if (values.number(way + ".loss").orElse(0) > 0) {
            parts.add(lost + " lost, at most " + count(way + ".longestLossRun") + " in a row");
        }
        add(parts, way + ".reordered", "reordered");
        add(parts, way + ".duplicated", "duplicated");
        if (!parts.isEmpty()) {
            add(way, String.join(", ", parts));
        }
    }

    private void add(List<String> parts, String field, String words) {
        if (count(field) > 0) {
            parts.add(count(field) + " " + words);
        }
    }

    private void hops() {
        List<String> parts = new ArrayList<>();
        for (String way : List.of("forward", "backward")) {
            long hops = count(way + ".hops");
            long changes = count(way + ".hopChanges");
            if (hops > 0 || changes > 0) {
                parts.add(hops + " " + way + (changes == 0 ? "" : " (changed " + times(changes) + ")"));
            }
        }
        if (!parts.isEmpty()) {
            add("hops", String.join(", ", parts));
        }
    }

    private static String times(long n) {
        return n == 1 ? "once" : n + " times";
    }

    private void dscp() {
        String sent = Dscp.text(count("dscp")) + " sent, ";
        if (count("forward.dscpChanged") > 0) {
            add("DSCP", sent + Dscp.text(count("forward.dscp")) + " seen at the destination");
        }
        if (count("backward.dscpChanged") > 0) {
            add("DSCP", sent + Dscp.text(count("backward.dscp")) + " seen on the way back");
        }
    }

    private void stamps() {
        String source = values.text("stamps").orElse("unknown");
        String words = switch (source) {
            case "kernel" -> "by the kernel at all four points";
            case "user" -> "by the programs, so the hosts' own delays are in the figures";
            case "mixed" -> "by the kernel here, unknown at the destination";
            default -> source;
        };
        long unstamped = count("unstamped");
        add("stamps", words + (unstamped == 0 ? "" : "; " + unstamped + " packets lack one and are left out"));
    }

    private void clocks() {
        boolean synchronised = values.flag("clock.synchronized");
        add("clocks", synchronised ? "synchronized" : "NOT synchronized: one-way delays hold only within their error");
        boolean shared = synchronised && values.whole("clock.maxErrorNs").orElse(1) == 0;
        OptionalDouble offset = values.number("clock.offsetNs");
        if (offset.isEmpty() || shared) {
            return;
        }
        double offsetNs = offset.getAsDouble();
        double errorNs = Math.max(0, values.number("roundTrip.delay.minNs").orElse(0) / 2);
        OptionalDouble skew = values.number("clock.skewPpm");
        add(
                "",
                "the destination's is " + Figures.delay(Math.abs(offsetNs)) + (offsetNs < 0 ? " behind" : " ahead")
                        + " ± " + Figures.delay(errorNs)
                        + (skew.isEmpty() ? "" : String.format(Locale.ROOT, ", skew %+.1f ppm", skew.getAsDouble())));
    }

    private void timer() {
        OptionalDouble median = values.number("timerErrorNs");
        if (median.isPresent()) {
            OptionalDouble p99 = values.number("timerErrorP99Ns");
            add(
                    "sending",
                    Figures.delay(median.getAsDouble()) + " off schedule"
                            + (p99.isEmpty() ? "" : ", 99 % of packets within " + Figures.delay(p99.getAsDouble())));
        }
    }

    private long count(String field) {
        return values.whole(field).orElse(0);
    }
}
