// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.netmonitor.app.examples.Dashboard.Query;
import io.netmonitor.app.examples.Pushed.Series;
import io.netmonitor.controller.metrics.ListedNames;
import io.netmonitor.controller.metrics.PrometheusSink;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.sink.ResultSink;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.testkit.prometheus.Prometheus;
import io.netmonitor.testkit.prometheus.Prometheus.Sample;
import io.netmonitor.testkit.prometheus.Pushgateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every query of the dashboard, put to a real Prometheus that scrapes a real Pushgateway and {@code /metrics} as the example
 * says, both fed by our sinks.
 */
class GrafanaDashboardIT {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final List<String> PAIR = List.of("dip", "sip");

    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static Dashboard dashboard;
    private static Prometheus prometheus;

    /** What a person has chosen in the dashboard. */
    record Choice(String job, String metric, String sip, String dip) {
        Map<String, String> variables() {
            return Map.of("job", job, "metric", metric, "sip", sip, "dip", dip);
        }

        boolean isMesh(Series series) {
            return series.job().equals(job) && series.metric().equals(metric);
        }

        /** A direction of the pair. */
        boolean goes(String query, Series series) {
            boolean there = query.endsWith("/A");
            return series.sip().equals(there ? sip : dip) && series.dip().equals(there ? dip : sip);
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        dashboard = Dashboard.example();
        Extensions extensions = Extensions.load();
        Pushgateway gateway = opened(Pushgateway.start("127.0.0.1"));
        URI location = URI.create("pushgateway://127.0.0.1:" + gateway.address().getPort());
        ResultSink pushing = opened(extensions.sinkType("pushgateway").open(location, extensions.catalog()));
        PrometheusSink exposed =
                opened(new PrometheusSink(extensions.catalog(), ListedNames.AS_THEY_ARE, WallClock.SYSTEM));
        HttpServer metrics = serve(exposed);
        pushing.accept(Pushed.results(WallClock.SYSTEM.now()));
        exposed.accept(Pushed.results(WallClock.SYSTEM.now()));

        String config = Files.readString(EXAMPLES.resolve("prometheus.yml"))
                .replace("15s", "1s")
                .replace("localhost:3000", "127.0.0.1:" + metrics.getAddress().getPort())
                .replace("localhost:9091", "127.0.0.1:" + gateway.address().getPort());
        Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
        prometheus = opened(Prometheus.start(file, folder.resolve("data")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> prometheus.query("netmonitor").size() == 2 * Pushed.SERIES.size());
    }

    @AfterAll
    static void stop() throws Exception {
        while (!OPEN.isEmpty()) {
            OPEN.pop().close();
        }
    }

    static Stream<Choice> choices() {
        return Stream.of(
                new Choice(Pushed.BASIC, "RTT", "sh", "bj"),
                new Choice(Pushed.BASIC, "OWD", "bj", "gz"),
                new Choice(Pushed.BASIC, "OW_Jitter", "gz", "sh"),
                new Choice(Pushed.BASIC, "RT_Loss", "sh", "gz"),
                new Choice(Pushed.BASIC, "OW_Loss", "bj", "sh"),
                new Choice(Pushed.BANDWIDTH, "AB", "gz", "bj"));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyQueryGivesTheSeriesItShould(Choice choice) {
        List<Query> queries = dashboard.queries();

        assertThat(queries).hasSizeGreaterThan(10);
        soon(() -> {
            for (Query query : queries) {
                String promql = Dashboard.filled(query.promql(), choice.variables());
                List<Sample> answer = query.instant() ? prometheus.query(promql) : prometheus.queryRange(promql);
                assertSame(query.name() + ": " + promql, answer, expected(query.name(), choice));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyVariableOffersWhatThereIs(Choice choice) throws IOException {
        List<String> names = new ArrayList<>();
        for (Dashboard.Variable variable : dashboard.variables()) {
            names.add(variable.name());
            Predicate<Series> wanted = switch (variable.name()) {
                case "job" -> series -> true;
                case "metric", "sip" -> series -> series.job().equals(choice.job());
                case "dip" ->
                    series -> series.job().equals(choice.job()) && series.sip().equals(choice.sip());
                default -> throw new AssertionError("a variable that no test knows: " + variable.name());
            };
            assertThat(prometheus.labelValues(
                            variable.label(), Dashboard.filled(variable.selector(), choice.variables())))
                    .as(variable.name())
                    .containsExactlyElementsOf(Pushed.labels(variable.label(), wanted));
        }
        assertThat(names).containsExactly("job", "metric", "sip", "dip");
    }

    @Test
    void eitherSourceAloneHasEverySeriesWithItsTaskAsJob() {
        Map<String, Double> all = Pushed.by(List.of("dip", "job", "metric", "sip"), series -> true);

        soon(() -> {
            for (String source : List.of("netmonitor{instance=\"\"}", "netmonitor{instance!=\"\"}")) {
                List<Sample> samples = prometheus.query("sum without (instance) (" + source + ")");
                assertSame(source, samples, all);
            }
            assertThat(prometheus.query("netmonitor_result_has_value{task=\"wan\",job=\"netmonitor-controller\"}"))
                    .as("other metrics keep their task")
                    .hasSize(3);
        });
    }

    /** After a scrape that failed Prometheus gives nothing until the next. */
    private static void soon(ThrowingRunnable assertion) {
        Awaitility.await().pollDelay(Duration.ZERO).untilAsserted(assertion);
    }

    private static Map<String, Double> expected(String query, Choice choice) {
        List<Double> mesh = Pushed.values(choice::isMesh);
        Predicate<Series> way = series -> choice.goes(query, series);
        Predicate<Series> wayOfTask = way.and(series -> series.job().equals(choice.job()));
        return switch (query.substring(0, query.length() - 2)) {
            case "Paths with a value" -> Map.of("", (double) mesh.size());
            case "Lowest" -> Map.of("", mesh.getFirst());
            case "Median" -> Map.of("", median(mesh));
            case "Highest" -> Map.of("", mesh.getLast());
            case "$metric from row to column", "$metric of all paths" -> Pushed.by(PAIR, choice::isMesh);
            case "Round-trip delay" -> Pushed.by(PAIR, wayOfTask.and(metric("RTT")));
            case "One-way delay" -> Pushed.by(PAIR, wayOfTask.and(metric("OWD")));
            case "One-way jitter" -> Pushed.by(PAIR, wayOfTask.and(metric("OW_Jitter")));
            case "Loss" ->
                Pushed.by(
                        List.of("dip", "metric", "sip"),
                        wayOfTask.and(metric("RT_Loss").or(metric("OW_Loss"))));
            case "Available bandwidth" -> Pushed.by(List.of("dip", "job", "sip"), way.and(metric("AB")));
            case "Available bandwidth now" -> Pushed.by(PAIR, way.and(metric("AB")));
            default -> throw new AssertionError("a query that no test knows: " + query);
        };
    }

    private static Predicate<Series> metric(String name) {
        return series -> series.metric().equals(name);
    }

    private static double median(List<Double> ascending) {
        int middle = ascending.size() / 2;
        return ascending.size() % 2 == 1
                ? ascending.get(middle)
                : (ascending.get(middle - 1) + ascending.get(middle)) / 2;
    }

    private static void assertSame(String what, List<Sample> answer, Map<String, Double> expected) {
        Map<String, Double> values = new TreeMap<>();
        for (Sample sample : answer) {
            List<String> name = new ArrayList<>();
            new TreeMap<>(sample.labels()).forEach((label, value) -> name.add(label + "=" + value));
            values.put(String.join(" ", name), sample.value());
        }
        assertThat(values.keySet()).as(what).isEqualTo(expected.keySet());
        values.forEach((name, value) -> {
            double wanted = expected.getOrDefault(name, Double.NaN);
            assertThat(value).as(what + " " + name).isCloseTo(wanted, within(Math.abs(wanted) * 1e-12));
        });
    }

    private static HttpServer serve(PrometheusSink sink) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Content-Type", PrometheusSink.CONTENT_TYPE);
                exchange.sendResponseHeaders(200, 0);
                sink.write(exchange.getResponseBody());
            }
        });
        server.start();
        opened(() -> server.stop(0));
        return server;
    }

    private static <T extends AutoCloseable> T opened(T component) {
        OPEN.push(component);
        return component;
    }
}
