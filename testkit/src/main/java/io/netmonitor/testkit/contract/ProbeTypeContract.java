// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.path.Direction;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Setting;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.statistics.DelayHistogram;
import io.netmonitor.testkit.host.FreePort;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every probe type promises. A new one extends this, gives itself and quick settings, and inherits the tests. */
public abstract class ProbeTypeContract {
    /** The probe type under test. */
    protected abstract ProbeType type();

    /** Settings as written in a task with which a measurement over loopback takes well under a second. */
    protected abstract Map<String, ?> quickSettings();

    /** How a measurement with the quick settings ends over loopback. */
    protected Outcome loopbackOutcome() {
        return Outcome.MEASURED;
    }

    /** Metrics that a measurement over loopback rightly has no value for. */
    protected Set<String> withoutValueOverLoopback() {
        return Set.of();
    }

    /**
     * What a measurement with the quick settings sent towards its destination over IPv4, bytes, where its result tells.
     *
     * @param measured a measurement that came to a value
     */
    protected OptionalLong forwardBytes(Measurement measured) {
        return measured.values().whole("sentBytes");
    }

    @Test
    void isFoundByItsName() {
        assertThat(Extensions.load().probeType(type().name())).hasSameClassAs(type());
    }

    @Test
    void describesItselfAlike() {
        assertThat(type().description()).isEqualTo(type().description());
        assertThat(type().name()).matches("[a-z0-9-]+");
        assertThat(type().description().title()).isNotBlank();
        assertThat(type().description().defaultPort()).isBetween(1, 65_535);
    }

    @Test
    void namesEverythingOnce() {
        ProbeDescription description = type().description();

        assertThat(description.settings().stream().map(Setting::name)).doesNotHaveDuplicates();
        assertThat(description.fields().stream().map(Field::name)).doesNotHaveDuplicates();
        assertThat(description.metrics().stream().map(Metric::name)).doesNotHaveDuplicates();
    }

    @Test
    void explainsEverySettingAndField() {
        ProbeDescription description = type().description();

        assertThat(description.settings())
                .allSatisfy(setting -> assertThat(setting.help()).endsWith("."));
        assertThat(description.fields())
                .allSatisfy(field -> assertThat(field.help()).endsWith("."));
    }

    @Test
    void metricsNameFieldsThatAreDescribed() {
        ProbeDescription description = type().description();
        Set<String> fields =
                new HashSet<>(description.fields().stream().map(Field::name).toList());

        assertThat(description.metrics()).allSatisfy(metric -> {
            assertThat(fields)
                    .contains(metric.value())
                    .containsAll(metric.quantiles().values());
            metric.histogramField().ifPresent(field -> assertThat(fields).contains(field));
            if (metric.error() != null) {
                assertThat(fields).contains(metric.error());
            }
        });
    }

    @Test
    void mirrorsLeadBack() {
        ProbeDescription description = type().description();

        assertThat(description.metrics()).allSatisfy(metric -> {
            Metric mirror = description.metric(metric.mirror()).orElseThrow();
            assertThat(mirror.mirror()).isEqualTo(metric.name());
            // What is measured one way alone is never read the other way round.
            assertThat(mirror.direction())
                    .isEqualTo(description.symmetric() ? metric.direction().mirrored() : metric.direction());
            assertThat(mirror.unit()).isEqualTo(metric.unit());
            if (metric.direction() == Direction.ROUND_TRIP) {
                assertThat(metric.mirror()).isEqualTo(metric.name());
            }
        });
    }

    @Test
    void takesItsOwnDefaultsAndQuickSettings() {
        List<Setting> described = type().description().settings();

        assertThat(type().create(Settings.read(described, Map.of()))).isNotNull();
        assertThat(type().create(Settings.read(described, quickSettings()))).isNotNull();
    }

    @Test
    void saysWhatAMeasurementCostsAlikeAtEveryCall() {
        for (Map<String, ?> written : List.of(Map.<String, Object>of(), quickSettings())) {
            Settings settings = Settings.read(type().description().settings(), written);
            for (Family family : Family.values()) {
                Traffic traffic = type().traffic(settings, family);

                assertThat(type().traffic(settings, family)).isEqualTo(traffic);
                assertThat(traffic.forwardBytes() + traffic.backwardBytes()).isPositive();
            }
            assertThat(type().traffic(settings, Family.IPV6).forwardBytes())
                    .as("longer headers")
                    .isGreaterThanOrEqualTo(
                            type().traffic(settings, Family.IPV4).forwardBytes());
        }
    }

    @Test
    void sendsNoMoreThanItSays() throws Exception {
        Settings settings = Settings.read(type().description().settings(), quickSettings());
        try (Responder responder = type().respond(anyPort())) {
            Measurement measurement = measureLoopback(responder, 10);

            forwardBytes(measurement)
                    .ifPresent(bytes -> assertThat(bytes)
                            .isPositive()
                            .isLessThanOrEqualTo(
                                    type().traffic(settings, Family.IPV4).forwardBytes()));
        }
    }

    @Test
    void refusesUnknownSettingsByName() {
        assertThatThrownBy(() -> Settings.read(type().description().settings(), Map.of("noSuchSetting", 1L)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("settings.noSuchSetting");
    }

    @Test
    void measuresOverLoopbackAndGivesOnlyWhatItDescribes() throws Exception {
        try (Responder responder = type().respond(anyPort())) {
            Instant before = Instant.now();

            Measurement measurement = measureLoopback(responder, 7);

            assertThat(measurement.reason()).isNull();
            assertThat(measurement.startedAt()).isBetween(before.minusSeconds(1), Instant.now());
            assertThat(measurement.duration()).isPositive();
            assertDescribed(measurement);
        }
    }

    @Test
    void everyMetricHasAValueOverLoopback() throws Exception {
        try (Responder responder = type().respond(anyPort())) {
            Measurement measurement = measureLoopback(responder, 8);

            assertThat(type().description().metrics())
                    .filteredOn(metric -> !withoutValueOverLoopback().contains(metric.name()))
                    .allSatisfy(metric -> assertThat(measurement.values().number(metric.value()))
                            .as(metric.name())
                            .isPresent());
        }
    }

    @Test
    void answersOnlyThePlannedSessions() throws Exception {
        try (Responder responder = type().respond(anyPort())) {
            responder.answerOnly(Set.of(new AnsweredSession(21, null)));

            assertThat(measureLoopback(responder, 21).outcome()).isEqualTo(loopbackOutcome());
            assertThat(measure(responder.address(), 22).outcome().hasValue()).isFalse();
        }
    }

    @Test
    void saysWhyThereIsNoValueWhenNobodyAnswers() throws Exception {
        InetSocketAddress abandoned = FreePort.at(InetAddress.getLoopbackAddress());

        Measurement measurement = measure(abandoned, 9);

        assertThat(measurement.outcome().hasValue()).isFalse();
        assertThat(measurement.reason()).contains(Integer.toString(abandoned.getPort()));
        assertDescribed(measurement);
    }

    @Test
    void saysWhatToDoWhenItsPortIsTaken() throws Exception {
        try (Responder responder = type().respond(anyPort())) {
            assertThatThrownBy(() -> type().respond(new ResponderOptions(responder.address()))
                            .close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(responder.address().getPort()));
        }
    }

    @Test
    void canBeAskedAndClosedTwice() throws Exception {
        Responder responder = type().respond(anyPort());

        assertThat(responder.check().up()).isTrue();
        assertThat(responder.check().detail()).isNotBlank();
        responder.close();
        responder.close();
    }

    /** Measures with the quick settings. */
    protected final Measurement measure(InetSocketAddress destination, int sessionId)
            throws IOException, InterruptedException {
        Settings settings = Settings.read(type().description().settings(), quickSettings());
        return type().create(settings).measure(new Session(destination, sessionId, Instant.EPOCH, null));
    }

    /** Measures a responder of this host with the quick settings, until it ends as it does while nothing holds the host up. */
    private Measurement measureLoopback(Responder responder, int sessionId) throws Exception {
        List<Measurement> measured = new ArrayList<>();
        QuietMoment.find(() -> {
            measured.add(measure(responder.address(), sessionId));
            assertThat(measured.getLast().outcome()).isEqualTo(loopbackOutcome());
        });
        return measured.getLast();
    }

    /** Fails when a result carries a value that is not described, or of another type than described. */
    protected final void assertDescribed(Measurement measurement) {
        Map<String, Field> described = new java.util.HashMap<>();
        type().description().fields().forEach(field -> described.put(field.name(), field));
        assertThat(measurement.duration()).isGreaterThanOrEqualTo(Duration.ZERO);
        measurement.values().byField().forEach((name, value) -> {
            assertThat(described).containsKey(name);
            switch (Objects.requireNonNull(described.get(name)).type()) {
                case WHOLE -> assertThat(value).as(name).isInstanceOf(Long.class);
                case NUMBER -> assertThat(value).as(name).isInstanceOf(Number.class);
                case TEXT -> assertThat(value).as(name).isInstanceOf(String.class);
                case FLAG -> assertThat(value).as(name).isInstanceOf(Boolean.class);
                case HISTOGRAM ->
                    assertThat(DelayHistogram.decodeText((String) value).count())
                            .as(name)
                            .isPositive();
            }
        });
    }

    private static ResponderOptions anyPort() {
        return new ResponderOptions(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
}
