// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.examples;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Result;
import io.netmonitor.testkit.probe.PrototypeKinds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Results of two tasks, and the series that section 6 of the prototype's interfaces makes of them, written by hand. */
final class Pushed {
    static final String BASIC = "wan";
    static final String BANDWIDTH = "wan-ab";

    /** Delays in ms, loss as a ratio, bandwidth in bit/s. */
    static final List<Series> SERIES = List.of(
            new Series(BASIC, "sh", "bj", "RTT", 0.147),
            new Series(BASIC, "sh", "gz", "RTT", 2),
            new Series(BASIC, "gz", "bj", "RTT", 30),
            new Series(BASIC, "sh", "bj", "OWD", 0.087),
            new Series(BASIC, "bj", "sh", "OWD", 0.06),
            new Series(BASIC, "sh", "gz", "OWD", 2.5),
            new Series(BASIC, "gz", "sh", "OWD", -0.5),
            new Series(BASIC, "gz", "bj", "OWD", 16),
            new Series(BASIC, "bj", "gz", "OWD", 14),
            new Series(BASIC, "sh", "bj", "OW_Jitter", 0.062352),
            new Series(BASIC, "bj", "sh", "OW_Jitter", 0.120508),
            new Series(BASIC, "sh", "gz", "OW_Jitter", 0.062352),
            new Series(BASIC, "gz", "sh", "OW_Jitter", 0.120508),
            new Series(BASIC, "gz", "bj", "OW_Jitter", 0.062352),
            new Series(BASIC, "bj", "gz", "OW_Jitter", 0.120508),
            new Series(BASIC, "sh", "bj", "RT_Loss", 0.3),
            new Series(BASIC, "sh", "gz", "RT_Loss", 0.3),
            new Series(BASIC, "gz", "bj", "RT_Loss", 0.3),
            new Series(BASIC, "sh", "bj", "OW_Loss", 0.1),
            new Series(BASIC, "bj", "sh", "OW_Loss", 0),
            new Series(BASIC, "sh", "gz", "OW_Loss", 0.1),
            new Series(BASIC, "gz", "sh", "OW_Loss", 0),
            new Series(BASIC, "gz", "bj", "OW_Loss", 0.1),
            new Series(BASIC, "bj", "gz", "OW_Loss", 0),
            new Series(BANDWIDTH, "sh", "bj", "AB", 976_908_736),
            new Series(BANDWIDTH, "bj", "sh", "AB", 500_000_000),
            new Series(BANDWIDTH, "gz", "bj", "AB", 94_200_000));

    private Pushed() {}

    record Series(String job, String sip, String dip, String metric, double value) {}

    /** What the sinks are given. */
    static List<Result> results(Instant now) {
        return List.of(
                basic("sh", "bj", now, 147_000, 87_000, 60_000),
                basic("sh", "gz", now, 2_000_000, 2_500_000, -500_000),
                basic("gz", "bj", now, 30_000_000, 16_000_000, 14_000_000),
                bandwidth("sh", "bj", now, 976_908_736),
                bandwidth("bj", "sh", now, 500_000_000),
                bandwidth("gz", "bj", now, 94_200_000));
    }

    /** The values of some series, in ascending order. */
    static List<Double> values(Predicate<Series> wanted) {
        return SERIES.stream().filter(wanted).map(Series::value).sorted().toList();
    }

    /** A label of some series, each value once, in order. */
    static List<String> labels(String label, Predicate<Series> wanted) {
        return SERIES.stream()
                .filter(wanted)
                .map(series -> label(series, label))
                .distinct()
                .sorted()
                .toList();
    }

    /** Some series by some of their labels: {@code {dip=bj, sip=sh}}. */
    static Map<String, Double> by(List<String> labels, Predicate<Series> wanted) {
        Map<String, Double> values = new TreeMap<>();
        for (Series series : SERIES) {
            if (wanted.test(series)) {
                List<String> name = new ArrayList<>();
                labels.forEach(label -> name.add(label + "=" + label(series, label)));
                values.put(String.join(" ", name), series.value());
            }
        }
        return values;
    }

    private static String label(Series series, String label) {
        return switch (label) {
            case "job" -> series.job();
            case "sip" -> series.sip();
            case "dip" -> series.dip();
            case "metric" -> series.metric();
            default -> throw new IllegalArgumentException(label);
        };
    }

    private static Result basic(
            String source, String destination, Instant at, long roundTripNs, long forwardNs, long backwardNs) {
        return PrototypeKinds.measured(
                BASIC,
                "basic",
                new Path(source, destination, Family.IPV6),
                at,
                PrototypeKinds.delays(roundTripNs, forwardNs, backwardNs));
    }

    private static Result bandwidth(String source, String destination, Instant at, long bps) {
        return PrototypeKinds.measured(
                BANDWIDTH, "bandwidth", new Path(source, destination, Family.IPV6), at, PrototypeKinds.rate(bps));
    }
}
