// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.sink.ResultSink;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.core.store.StateStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExtensionsTest {
    private static final List<String> NAMES = List.of("one", "two", "three", "four", "five", "six", "seven", "eight");

    @Test
    void findsEachSortByItsName() {
        TinyProbeType probe = new TinyProbeType("same");
        SinkType sink = new UnopenedSink("same");
        StateStoreType state = new UnopenedState("same");
        ResultStoreType results = new UnopenedResults("same");
        SeriesStoreType series = new UnopenedSeries("same");

        Extensions extensions = new Extensions(List.of(probe, sink, state, results, series));

        assertThat(extensions.probeType("same")).isSameAs(probe);
        assertThat(extensions.sinkType("same")).isSameAs(sink);
        assertThat(extensions.stateStoreType("same")).isSameAs(state);
        assertThat(extensions.resultStoreType("same")).isSameAs(results);
        assertThat(extensions.seriesStoreType("same")).isSameAs(series);
    }

    @Test
    void refusesTwoOfASortWithTheSameName() {
        assertThatThrownBy(() -> new Extensions(List.of(new TinyProbeType("a"), new TinyProbeType("a"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two extensions are named a: io.netmonitor.core.extension.TinyProbeType and "
                        + "io.netmonitor.core.extension.TinyProbeType; remove one of the jars");
        assertThatThrownBy(() -> new Extensions(List.of(new UnopenedSink("b"), new UnopenedSink("b"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Extensions(List.of(new UnopenedState("b"), new UnopenedState("b"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Extensions(List.of(new UnopenedResults("b"), new UnopenedResults("b"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Extensions(List.of(new UnopenedSeries("b"), new UnopenedSeries("b"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhichThereAreWhenANameIsUnknown() {
        Extensions extensions = new Extensions(List.of(new TinyProbeType("one"), new TinyProbeType("two")));

        assertThatThrownBy(() -> extensions.probeType("three"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("kind: is none of one, two: three");
        assertThatThrownBy(() -> extensions.catalog().get("three"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("kind: is none of one, two: three");
        assertThatThrownBy(() -> extensions.sinkType("x")).hasMessage("sink: is none of : x");
        assertThatThrownBy(() -> extensions.stateStoreType("x")).hasMessage("state: is none of : x");
        assertThatThrownBy(() -> extensions.resultStoreType("x")).hasMessage("results: is none of : x");
        assertThatThrownBy(() -> extensions.seriesStoreType("x")).hasMessage("series: is none of : x");
    }

    @Test
    void loadsWhatTheClassPathOffers() {
        Extensions extensions = Extensions.load();

        assertThat(extensions.probeType("tiny")).isInstanceOf(TinyProbeType.class);
        assertThat(extensions.catalog().all()).containsOnlyKeys("tiny");
    }

    @Test
    void theCatalogKeepsTheOrderAndCannotBeChanged() {
        Stream<Extension> types = NAMES.stream().map(TinyProbeType::new);

        ProbeCatalog catalog = new Extensions(types.toList()).catalog();

        assertThat(catalog.all().keySet()).containsExactlyElementsOf(NAMES);
        assertThat(catalog.find("four")).hasValue(new TinyProbeType("four").description());
        assertThat(catalog.find("nine")).isEmpty();
        assertThat(catalog.get("eight").title()).isEqualTo("Nothing much");
        assertThatThrownBy(() -> catalog.all().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aStrangersProbeTypeMeasuresAndAnswersThroughTheInterfacesAlone() throws Exception {
        ProbeType type = Extensions.load().probeType("tiny");
        Settings settings = Settings.read(type.description().settings(), Map.of("count", 3));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_711);

        try (Responder responder = type.respond(new ResponderOptions(address))) {
            Measurement measurement =
                    type.create(settings).measure(new Session(responder.address(), 1, Instant.EPOCH, null));

            assertThat(responder.check().up()).isTrue();
            assertThat(measurement.outcome()).isSameAs(Outcome.MEASURED);
            assertThat(measurement.values().whole("sent")).hasValue(3);
        }
    }

    private record UnopenedSink(String name) implements SinkType {
        @Override
        public ResultSink open(URI location, ProbeCatalog catalog) throws IOException {
            throw new IOException("cannot be opened: " + location);
        }
    }

    private record UnopenedState(String name) implements StateStoreType {
        @Override
        public StateStore open(URI location) throws IOException {
            throw new IOException("cannot be opened: " + location);
        }
    }

    private record UnopenedResults(String name) implements ResultStoreType {
        @Override
        public ResultStore open(URI location, ProbeCatalog catalog) throws IOException {
            throw new IOException("cannot be opened: " + location);
        }
    }

    private record UnopenedSeries(String name) implements SeriesStoreType {
        @Override
        public SeriesStore open(URI location, ProbeCatalog catalog) throws IOException {
            throw new IOException("cannot be opened: " + location);
        }
    }
}
