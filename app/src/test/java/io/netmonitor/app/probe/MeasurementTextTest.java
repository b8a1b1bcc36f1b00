// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.statistics.DelayHistogram;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasurementTextTest {
    private static final Values VALUES = Values.builder()
            .put("sent", 5)
            .put("returned", 5)
            .put("stamps", "kernel")
            .put("roundTrip.delay.minNs", 20_000)
            .put("roundTrip.delay.p50Ns", 24_500)
            .put("roundTrip.loss", 0.0)
            .put(
                    "roundTrip.histogram",
                    DelayHistogram.of(new long[] {20_000, 22_000, 24_500, 26_000, 29_000})
                            .encodedText())
            .put("forward.delay.minNs", -3_600_000_000_000L)
            .put("forward.delayErrorNs", 3_600_000_010_000L)
            .build();

    private static String print(
            String target, String address, Outcome outcome, @Nullable String reason, Values values, Glyphs glyphs) {
        StringWriter out = new StringWriter();
        Measurement measurement = new Measurement(Instant.EPOCH, Duration.ofMillis(50), outcome, reason, values);
        new MeasurementText(Extensions.load().probeType("basic").description(), glyphs)
                .print(
                        target,
                        new InetSocketAddress(InetAddress.ofLiteral(address), 862),
                        measurement,
                        new PrintWriter(out));
        return out.toString();
    }

    @Test
    void setsTheDirectionsBesideEachOther() {
        String text = print("host", "192.0.2.7", Outcome.MEASURED, null, VALUES, Glyphs.UNICODE);

        assertThat(text.lines())
                .containsSequence(
                        "Delay, jitter and loss to host (192.0.2.7:862): measured",
                        "             round trip       forward      backward",
                        "min             20.0 µs   -3600.000 s             -",
                        "mean                  -             -             -",
                        "median          24.5 µs             -             -")
                .contains(
                        "error ±               -    3600.000 s             -",
                        "loss              0.0 %             -             -",
                        "round trip of packets:");
    }

    @Test
    void keepsToAsciiAndToItsColumnsWhereTheTerminalHasNothingElse() {
        String text = print("192.0.2.7", "192.0.2.7", Outcome.MEASURED, null, VALUES, Glyphs.ASCII);

        assertThat(text.chars()).allMatch(c -> c < 128);
        assertThat(text.lines())
                .contains(
                        "min             20.0 us   -3600.000 s             -",
                        "error +-              -    3600.000 s             -");
    }

    @Test
    void tellsAnAddressOnceAndInItsShortForm() {
        assertThat(print("192.0.2.7", "192.0.2.7", Outcome.MEASURED, null, VALUES, Glyphs.UNICODE))
                .startsWith("Delay, jitter and loss to 192.0.2.7:862: measured");
        assertThat(print("2001:db8::7", "2001:db8::7", Outcome.MEASURED, null, VALUES, Glyphs.UNICODE))
                .startsWith("Delay, jitter and loss to [2001:db8::7]:862: measured");
        assertThat(print("[2001:db8::7]:862", "2001:db8::7", Outcome.MEASURED, null, VALUES, Glyphs.UNICODE))
                .startsWith("Delay, jitter and loss to [2001:db8::7]:862: measured");
    }

    @Test
    void saysOnlyWhyWhenThereIsNoValue() {
        String text = print(
                "192.0.2.7",
                "192.0.2.7",
                Outcome.UNREACHABLE,
                "the network is down",
                Values.builder().put("sent", 0).build(),
                Glyphs.UNICODE);

        assertThat(text.lines())
                .containsExactly("Delay, jitter and loss to 192.0.2.7:862: unreachable, the network is down");
    }
}
