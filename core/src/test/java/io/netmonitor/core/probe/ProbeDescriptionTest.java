// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Direction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeDescriptionTest {
    private static final Setting COUNT =
            Setting.whole("count", "Packets", Unit.COUNT, 10, 1, 1_000, "Packets to send.");
    private static final List<Field> FIELDS = List.of(
            new Field("forward.delay.meanNs", Field.Type.WHOLE, Unit.NANOSECONDS, "Mean."),
            new Field("forward.delay.p50Ns", Field.Type.WHOLE, Unit.NANOSECONDS, "Median."),
            new Field("forward.histogram", Field.Type.HISTOGRAM, Unit.NANOSECONDS, "All."),
            new Field("forward.delayErrorNs", Field.Type.WHOLE, Unit.NANOSECONDS, "Bound."),
            new Field("backward.delay.meanNs", Field.Type.WHOLE, Unit.NANOSECONDS, "Mean."));
    private static final Metric BACKWARD = metric("backward", "backward.delay.meanNs", Map.of(), null, null, "forward");

    @Test
    void aDescriptionThatAgreesWithItselfIsTaken() {
        Metric forward = metric(
                "forward",
                "forward.delay.meanNs",
                Map.of(0.5, "forward.delay.p50Ns"),
                "forward.histogram",
                "forward.delayErrorNs",
                "backward");

        ProbeDescription description = describe(List.of(forward, BACKWARD));

        assertThat(description.metric("forward")).hasValue(forward);
        assertThat(description.metric("sideways")).isEmpty();
        assertThat(forward.histogramField()).hasValue("forward.histogram");
        assertThat(BACKWARD.histogramField()).isEmpty();
    }

    @Test
    void refusesAMetricWhoseValueIsNoField() {
        refuses(
                metric("forward", "forward.meanNs", Map.of(), null, null, "backward"),
                "metric forward names no field: forward.meanNs");
    }

    @Test
    void refusesAMetricWhoseQuantileIsNoField() {
        refuses(
                metric("forward", "forward.delay.meanNs", Map.of(0.9, "forward.delay.p90Ns"), null, null, "backward"),
                "metric forward names no field: forward.delay.p90Ns");
    }

    @Test
    void refusesAMetricWhoseHistogramIsNoField() {
        refuses(
                metric("forward", "forward.delay.meanNs", Map.of(), "histogram", null, "backward"),
                "metric forward names no field: histogram");
    }

    @Test
    void refusesAMetricWhoseErrorIsNoField() {
        refuses(
                metric("forward", "forward.delay.meanNs", Map.of(), null, "errorNs", "backward"),
                "metric forward names no field: errorNs");
    }

    @Test
    void refusesAMetricWithoutItsMirror() {
        refuses(
                metric("forward", "forward.delay.meanNs", Map.of(), null, null, "sideways"),
                "metric forward has no mirror: sideways");
    }

    @Test
    void refusesNamesThatAreThereTwice() {
        assertThatThrownBy(() -> describe(List.of(BACKWARD, BACKWARD)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two of the metrics are named backward");
        assertThatThrownBy(() -> new ProbeDescription("T", true, 1, List.of(COUNT, COUNT), FIELDS, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two of the settings are named count");
        assertThatThrownBy(() -> new ProbeDescription(
                        "T", true, 1, List.of(), List.of(FIELDS.getFirst(), FIELDS.getFirst()), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two of the fields are named forward.delay.meanNs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "p50Ns", "forward.loss", "roundTrip.delay.meanNs", "a.b.c.d"})
    void fieldsAreDottedCamelCase(String name) {
        assertThatCode(() -> new Field(name, Field.Type.WHOLE, Unit.COUNT, "help"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "Sent", "a.B", "sent_bytes", "a b", "1a", "a.b.c.d.e", "ä"})
    void refusesOtherNamesOfFields(String name) {
        assertThatThrownBy(() -> new Field(name, Field.Type.WHOLE, Unit.COUNT, "help"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field name is not dotted camelCase: " + name);
    }

    @Test
    void isWrittenForFormsAndCharts() {
        String text = Json.write(describe(
                List.of(metric("m", "forward.delay.meanNs", Map.of(0.5, "forward.delay.p50Ns"), null, null, "m"))));

        assertThat(text)
                .startsWith(
                        "{\"title\":\"T\",\"symmetric\":true,\"exclusive\":false,\"reversible\":false,\"foreign\":{},"
                                + "\"defaultPort\":862,\"settings\":[{\"name\":\"count\"")
                .contains("{\"name\":\"forward.histogram\",\"type\":\"histogram\",\"unit\":\"ns\",\"help\":\"All.\"}")
                .contains("\"direction\":\"forward\",\"unit\":\"ns\",\"value\":\"forward.delay.meanNs\"")
                .contains("\"quantiles\":{\"0.5\":\"forward.delay.p50Ns\"}")
                .doesNotContain("null");
    }

    @Test
    void unitsHaveAShortForm() {
        assertThat(Arrays.stream(Unit.values()).map(Unit::label))
                .containsExactly("ns", "ratio", "bps", "bytes", "count", "ppm", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aSessionsIdFitsTwoOctets(int id) {
        InetSocketAddress destination = new InetSocketAddress(InetAddress.getLoopbackAddress(), 862);

        assertThatCode(() -> new Session(destination, 0, Instant.EPOCH, null)).doesNotThrowAnyException();
        assertThatCode(() -> new Session(destination, 65_535, Instant.EPOCH, null))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Session(destination, id, Instant.EPOCH, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("session id outside 0 to 65535: " + id);
    }

    @Test
    void aSessionsDestinationIsResolved() {
        InetSocketAddress destination = InetSocketAddress.createUnresolved("bj.example", 862);

        assertThatThrownBy(() -> new Session(destination, 1, Instant.EPOCH, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("destination is not resolved: bj.example");
    }

    private static void refuses(Metric forward, String message) {
        assertThatThrownBy(() -> describe(List.of(forward, BACKWARD)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAnIntervalWhoseEndIsNoMetric() {
        Metric endless = new Metric(
                "forward",
                "forward",
                Direction.FORWARD,
                Unit.NANOSECONDS,
                "forward.delay.meanNs",
                Map.of(),
                null,
                null,
                "backward",
                "backward",
                "upward",
                "delay",
                null);

        refuses(endless, "metric forward has no upper end: upward");
    }

    private static ProbeDescription describe(List<Metric> metrics) {
        return new ProbeDescription("T", true, 862, List.of(COUNT), FIELDS, metrics);
    }

    private static Metric metric(
            String name,
            String value,
            Map<Double, String> quantiles,
            @Nullable String histogram,
            @Nullable String error,
            String mirror) {
        return new Metric(
                name,
                name,
                Direction.FORWARD,
                Unit.NANOSECONDS,
                value,
                quantiles,
                histogram,
                error,
                mirror,
                "delay",
                null);
    }
}
