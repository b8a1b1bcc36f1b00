// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.bandwidth.estimate.TrainReport.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BandwidthTextTest {
    private static final List<TrainReport> TRAINS = List.of(
            new TrainReport(5, Kind.TRAIN, 200, 102e6, 102e6, OptionalDouble.of(98.4e6), 0, 18_000_000, 0, 0, 1, 0, 0),
            new TrainReport(6, Kind.TRAIN, 200, 102e6, 102e6, OptionalDouble.of(99.4e6), 0, 18_000_000, 0, 0, 1, 0, 0));

    private static Values.Builder shaped() {
        return Values.builder()
                .put("availableBps", 98_900_000)
                .put("lowBps", 98_400_000)
                .put("highBps", 99_400_000)
                .put("capacityBps", 99_100_000)
                .put("limiter", "shaper")
                .put("burstBytes", 12_500)
                .put("trains", 2)
                .put("loss", 0.002)
                .put("samplingFloor", 0.003)
                .put("queueNs", 4_112_000)
                .put("stamps", "kernel")
                .put("sentBytes", 1_860_000)
                .put("reverse", false);
    }

    private static List<String> print(
            String opening, Outcome outcome, @Nullable String reason, Values values, Glyphs glyphs) {
        StringWriter out = new StringWriter();
        Measurement measurement = new Measurement(Instant.EPOCH, Duration.ofMillis(812), outcome, reason, values);
        new BandwidthText(opening, TRAINS, glyphs)
                .print(
                        "bj",
                        new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 8621),
                        measurement,
                        new PrintWriter(out));
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        return out.toString().lines().toList();
    }

    private static List<String> print(Outcome outcome, @Nullable String reason, Values values) {
        return print("Available bandwidth to ", outcome, reason, values, Glyphs.UNICODE);
    }

    @Test
    void tellsWhatIsAvailableAndWhatThePathIsLike() {
        assertThat(print(Outcome.MEASURED, null, shaped().build()))
                .startsWith(
                        "Available bandwidth to bj (192.0.2.7:8621): measured",
                        "available  98.9 Mbit/s   98.4 to 99.4 (95 %)",
                        "capacity   99.1 Mbit/s",
                        "limiter    shaper, 12.5 kB pass at once",
                        "queue      test packets waited 4.112 ms at most",
                        "loss       0.2 % of the paced packets",
                        "sent       1.86 MB in 0.81 s",
                        "trains in Mbit/s, what each said was available, and how far from their mean:")
                .hasSize(11);
    }

    @Test
    void tellsThatChanceIsLargerThanTheIntervalSays() {
        assertThat(print(
                        Outcome.MEASURED,
                        null,
                        shaped().put("samplingFloor", 0.034).build()))
                .containsSequence(
                        "available  98.9 Mbit/s   98.4 to 99.4 (95 %)",
                        "chance     cross traffic that comes at random lets a single measurement of this",
                        "           length vary by ±3.4 %",
                        "capacity   99.1 Mbit/s");
    }

    @Test
    void tellsWhyAValueIsNotToBeTrusted() {
        String reason = "trains differ by more than a tenth: the path's load changes, or it is too short a measurement";

        assertThat(print(
                        Outcome.UNSTABLE, reason, shaped().put("stamps", "user").build()))
                .contains(
                        "Available bandwidth to bj (192.0.2.7:8621): unstable",
                        "available  98.9 Mbit/s   98.4 to 99.4 (95 %)",
                        "reason     trains differ by more than a tenth: the path's load changes, or it is",
                        "           too short a measurement",
                        "stamps     by the program, so the receiving host's delays are in the figures");
    }

    @Test
    void tellsOtherLimiters() {
        assertThat(print(
                        Outcome.MEASURED,
                        null,
                        shaped().put("limiter", "policer").build()))
                .contains("limiter    policer, 12.5 kB pass at once, and what is too much is dropped");
        assertThat(print(
                        Outcome.HOST_LIMITED,
                        "a host did not keep up",
                        shaped().put("limiter", "none").build()))
                .contains("limiter    none but the slowest link", "reason     a host did not keep up");
    }

    @Test
    void tellsThatMoreIsAvailableThanWasTried() {
        Values above = Values.builder()
                .put("lowBps", 49_700_000)
                .put("limiter", "none")
                .put("queueNs", 210_000)
                .put("loss", 0.0)
                .put("stamps", "kernel")
                .put("sentBytes", 23_400_000)
                .build();

        assertThat(print(Outcome.ABOVE, null, above))
                .startsWith(
                        "Available bandwidth to bj (192.0.2.7:8621): above",
                        "available  more than 49.7 Mbit/s, the fastest that was tried",
                        "queue      test packets waited 210.0 µs at most")
                .noneMatch(line -> line.startsWith("chance") || line.startsWith("limiter"));
    }

    @Test
    void saysOnlyWhyWhenThereIsNoValue() {
        assertThat(print(
                        Outcome.BUSY,
                        "tcp 192.0.2.7:8621 is in another measurement; come back in 3 s",
                        Values.builder().put("reverse", false).build()))
                .containsExactly(
                        "Available bandwidth to bj (192.0.2.7:8621): busy",
                        "reason     tcp 192.0.2.7:8621 is in another measurement; come back in 3 s");
    }

    @Test
    void keepsToAsciiWhereTheTerminalHasNothingElse() {
        List<String> lines = print(
                "Available bandwidth from ",
                Outcome.MEASURED,
                null,
                shaped().put("samplingFloor", 0.034).put("queueNs", 4_000).build(),
                Glyphs.ASCII);

        assertThat(lines).allMatch(line -> line.chars().allMatch(c -> c < 128));
        assertThat(lines)
                .startsWith("Available bandwidth from bj (192.0.2.7:8621): measured")
                .contains("           length vary by +-3.4 %");
    }
}
