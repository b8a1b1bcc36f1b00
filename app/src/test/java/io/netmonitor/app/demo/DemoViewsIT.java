// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.testkit.browser.Browser;
import io.netmonitor.testkit.prometheus.Prometheus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy.IgnoreFailures;
import tools.jackson.databind.JsonNode;

/** What a demo shows those who look: programs, people at a terminal, a browser. They all look at one. */
class DemoViewsIT {
    private static final int PATHS = 12;

    @TempDir
    private static Path demosOwn;

    private static DemoProcess demo;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void start() throws Exception {
        demo = DemoProcess.start(List.of(), demosOwn, "/nowhere");
        demo.awaitUrl();
        demo.await(60).until(() -> demo.measuredCells() == PATHS);
    }

    @AfterAll
    static void stop() throws Exception {
        demo.close();
    }

    @Test
    void saysThatItIsOnLoopbackForWantOfALab() throws Exception {
        assertThat(demo.said()).contains("note: ").contains("loopback");
    }

    @Test
    void servesWhatItPromises() throws Exception {
        assertThat(demo.get("/api/v1/nodes").path("items")).hasSize(4);
        assertThat(demo.get("/api/v1/tasks").path("items").path(0).path("name").asString(""))
                .isEqualTo("demo");
        assertThat(demo.get("/health").path("status").asString("")).isEqualTo("up");
        assertThat(demo.get("/openapi.json").path("openapi").asString("")).isEqualTo("3.1.0");
        JsonNode result = demo.get("/api/v1/results?task=demo&outcome=measured&limit=1")
                .path("items")
                .path(0);
        for (String field : List.of(
                "/round",
                "/plannedAt",
                "/startedAt",
                "/sent",
                "/roundTrip/delay/p99Ns",
                "/forward/delayErrorNs",
                "/forward/longestLossRun",
                "/backward/hops",
                "/clock/synchronized",
                "/clock/controllerOffsetNs")) {
            assertThat(result.at(field).isMissingNode()).as(field).isFalse();
        }
        JsonNode series = demo.get("/api/v1/series?task=demo&source=beijing&destination=chengdu&metric=owdForward");
        assertThat(series.at("/items/0/points")).isNotEmpty();
    }

    @Test
    void answersAtTheTerminal() throws Exception {
        assertThat(Cli.run("node", "list", "--controller", demo.url()).out)
                .contains("NODE")
                .containsPattern("beijing +online +127.0.0.1");
        assertThat(Cli.run("task", "list", "--controller", demo.url()).out)
                .containsPattern("demo +basic +active +2s +1 +beijing");
        demo.await(60)
                .untilAsserted(() -> assertThat(
                                Cli.run("mesh", "demo", "--metric", "lossForward", "--controller", demo.url()).out)
                        .containsPattern("beijing +· +0.0 %"));
        demo.await(60).until(() -> demo.cellsWithRate() > 0);
        assertThat(Cli.run("mesh", "demo-bandwidth", "--controller", demo.url()).out)
                .containsPattern("\\d [kMG]bit/s");
        assertThat(Cli.run("mesh", "demo", "--json", "--controller", demo.url()).out)
                .startsWith("{\"task\":\"demo\"");
        Path sealed = Files.writeString(temporary.resolve("sealed.yaml"), """
                name: sealed
                kind: basic
                members: [beijing, shanghai]
                family: ipv4
                period: 1s
                settings: {count: 5, interval: 10ms, authenticated: true, varySourcePort: true}
                """);
        assertThat(Cli.run("task", "apply", "-f", sealed.toString(), "--controller", demo.url()).status)
                .isZero();
        demo.await(60).untilAsserted(() -> {
            JsonNode result = demo.get("/api/v1/results?task=sealed&limit=1").at("/items/0");
            assertThat(result.path("authenticated").asBoolean(false)).isTrue();
            assertThat(result.path("outcome").asString("")).isEqualTo("measured");
            assertThat(result.path("returned").asInt(0)).isEqualTo(5);
        });
        Cli unknown = Cli.run("mesh", "nobody", "--controller", demo.url());
        assertThat(unknown.status).isEqualTo(2);
        assertThat(unknown.err).isEqualTo("netmonitor: There is no such task: no task is named nobody\n");
    }

    /** Chromium's processes may still write to the profile while it is deleted. */
    @Test
    void showsTheMeshInABrowser(@TempDir(deletionStrategy = IgnoreFailures.class) Path profile) throws Exception {
        try (Browser browser = new Browser(profile, "en-US", false, demo.url())) {
            browser.open("/");
            browser.await("nm-mesh-grid[data-ready]");
            browser.open("/path?task=demo&source=beijing&destination=chengdu&family=ipv4");
            browser.await("nm-path-chart[data-ready]");

            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.foreignRequests()).isEmpty();
        }
    }

    @Test
    void givesARealPrometheusWhatItScrapes() throws Exception {
        demo.await(180).until(() -> demo.cellsWithRate() == PATHS);
        Path config = Files.writeString(temporary.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: netmonitor
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(demo.port));

        try (Prometheus prometheus = Prometheus.start(config, temporary.resolve("tsdb"))) {
            assertThat(promtool(demo.text("/metrics").body())).isEmpty();
            for (String metric : List.of("RTT", "OWD", "OW_Jitter", "RT_Loss", "OW_Loss")) {
                int series = metric.startsWith("R") ? PATHS / 2 : PATHS;
                demo.await(60)
                        .until(() -> prometheus
                                        .query("netmonitor{task=\"demo\",metric=\"" + metric + "\"}")
                                        .size()
                                == series);
            }
            // Waiting: after a scrape that failed nothing is found until the next.
            demo.await(180).untilAsserted(() -> {
                assertThat(prometheus.query("netmonitor_available_bandwidth_low_bps"))
                        .hasSize(PATHS);
                assertThat(prometheus.query("netmonitor_one_way_delay_seconds{task=\"demo\",quantile=\"0.5\"}"))
                        .hasSize(PATHS);
                assertThat(prometheus.query("netmonitor_round_trip_delay_seconds"))
                        .isNotEmpty()
                        .allSatisfy(sample -> assertThat(sample.value()).isBetween(1e-7, 1.0));
            });
        }
    }

    /** What {@code promtool check metrics} has to say; nothing when all is well. */
    private static String promtool(String metrics) throws Exception {
        Process promtool = new ProcessBuilder("/usr/bin/promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var in = promtool.getOutputStream()) {
            in.write(metrics.getBytes(UTF_8));
        }
        String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);
        return promtool.waitFor() == 0 ? said : "exit " + promtool.exitValue() + ": " + said;
    }
}
