// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.core.json.Json;
import io.netmonitor.lab.Lab;
import io.netmonitor.testkit.browser.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole way end to end: the demo as a process, watched through its public interfaces. */
class DemoIT {
    private static final int PATHS = 12;
    private static final String LOSSY = "chengdu";
    private static final String PATH = System.getenv("PATH");

    @TempDir
    private Path temporary;

    @Test
    void measuresAllPairsInTheLabAndFindsTheLossySite() throws Exception {
        assumeThat(Lab.availability().ok()).as(Lab.availability().toString()).isTrue();
        try (DemoProcess demo = DemoProcess.start(List.of(), temporary, PATH)) {
            Instant printed = demo.urlPrintedAt();
            await(demo, 20).until(() -> demo.measuredCells() == PATHS);
            assertThat(Duration.between(printed, Instant.now())).isLessThan(Duration.ofSeconds(20));

            await(demo, 60).until(() -> packetsInto(demo, LOSSY) >= 600);
            Losses losses = new Losses(results(demo));

            long lostIntoLossy = 0;
            for (String way : losses.ways()) {
                if (way.endsWith(">" + LOSSY)) {
                    lostIntoLossy += losses.lost(way);
                } else {
                    assertThat(losses.lost(way)).as(way).isZero();
                }
            }
            long sent = packetsInto(demo, LOSSY);
            double spread = Math.sqrt(sent * 0.02 * 0.98);
            assertThat((double) lostIntoLossy)
                    .as("%d of %d packets into %s", lostIntoLossy, sent, LOSSY)
                    .isBetween(sent * 0.02 - 4 * spread - 1, sent * 0.02 + 4 * spread + 1);
            assertThat(results(demo).path(0).path("stamps").asString("")).isEqualTo("kernel");
            await(demo, 60).until(() -> demo.cellsWithRate() == PATHS);
            assertThat(demo.get("/api/v1/results?task=demo-bandwidth&outcome=busy")
                            .path("items"))
                    .isEmpty();
        }
        nothingIsLeft();
    }

    @Test
    void measuresAllPairsOnLoopbackWithoutTheLab() throws Exception {
        try (DemoProcess demo = DemoProcess.start(List.of(), temporary, "/nowhere", "--for", "4s")) {
            demo.urlPrintedAt();
            await(demo, 20).until(() -> demo.measuredCells() == PATHS);

            assertThat(demo.process.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.process.exitValue()).as(demo.said()).isZero();
            assertThat(demo.said()).contains("note: ").contains("loopback");
        }
        nothingIsLeft();
    }

    @Test
    void givesARealPrometheusWhatItScrapes() throws Exception {
        Path prometheus = Path.of("/usr/bin/prometheus");
        assumeThat(prometheus).as("needs Debian package prometheus").isExecutable();
        try (DemoProcess demo = DemoProcess.start(List.of(), temporary, "/nowhere")) {
            demo.urlPrintedAt();
            await(demo, 20).until(() -> demo.measuredCells() == PATHS);

            await(demo, 60).until(() -> demo.cellsWithRate() == PATHS);

            assertThat(promtool(demo.text("/metrics").body())).isEmpty();

            int port = freePort();
            Path config = Files.writeString(temporary.resolve("prometheus.yml"), """
                    global: {scrape_interval: 1s}
                    scrape_configs:
                      - job_name: netmonitor
                        static_configs: [{targets: ['127.0.0.1:%d']}]
                    """.formatted(demo.port));
            Process server = new ProcessBuilder(
                            prometheus.toString(),
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + temporary.resolve("tsdb"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(temporary.resolve("prometheus.log").toFile())
                    .start();
            try {
                for (String metric : List.of("RTT", "OWD", "OW_Jitter", "RT_Loss", "OW_Loss")) {
                    int series = metric.startsWith("R") ? 6 : 12;
                    await(demo, 30)
                            .until(() -> query(port, "count(netmonitor{task=\"demo\",metric=\"" + metric + "\"})")
                                    == series);
                }
                assertThat(query(port, "count(netmonitor_available_bandwidth_low_bps)"))
                        .isEqualTo(PATHS);
                assertThat(query(port, "count(netmonitor_one_way_delay_seconds{quantile=\"0.5\"})"))
                        .isEqualTo(12);
                assertThat(query(port, "max(netmonitor_round_trip_delay_seconds)"))
                        .isBetween(1e-7, 1.0);
            } finally {
                server.destroy();
                assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void servesWhatItPromises() throws Exception {
        try (DemoProcess demo = DemoProcess.start(List.of(), temporary, "/nowhere")) {
            demo.urlPrintedAt();
            await(demo, 20).until(() -> demo.measuredCells() == PATHS);

            assertThat(demo.get("/api/v1/nodes").path("items")).hasSize(4);
            assertThat(demo.get("/api/v1/tasks")
                            .path("items")
                            .path(0)
                            .path("name")
                            .asString(""))
                    .isEqualTo("demo");
            assertThat(demo.get("/health").path("status").asString("")).isEqualTo("up");
            assertThat(demo.get("/openapi.json").path("openapi").asString("")).isEqualTo("3.1.0");
            JsonNode result =
                    demo.get("/api/v1/results?task=demo&limit=1").path("items").path(0);
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
    }

    @Test
    void answersAtTheTerminal() throws Exception {
        try (DemoProcess demo = DemoProcess.start(List.of(), temporary, "/nowhere")) {
            demo.urlPrintedAt();
            await(demo, 20).until(() -> demo.measuredCells() == PATHS);

            assertThat(Cli.run("node", "list", "--controller", demo.url()).out)
                    .contains("NODE")
                    .containsPattern("beijing +online +127.0.0.1");
            assertThat(Cli.run("task", "list", "--controller", demo.url()).out)
                    .containsPattern("demo +basic +active +2s +1 +beijing");
            assertThat(Cli.run("mesh", "demo", "--metric", "lossForward", "--controller", demo.url()).out)
                    .containsPattern("beijing +· +0.0 %");
            await(demo, 60).until(() -> demo.cellsWithRate() > 0);
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
            await(demo, 20)
                    .until(() -> demo.get("/api/v1/results?task=sealed&limit=1")
                            .at("/items/0/authenticated")
                            .asBoolean(false));
            JsonNode result = demo.get("/api/v1/results?task=sealed&limit=1").at("/items/0");
            assertThat(result.path("outcome").asString("")).isEqualTo("measured");
            assertThat(result.path("returned").asInt(0)).isEqualTo(5);
            Cli unknown = Cli.run("mesh", "nobody", "--controller", demo.url());
            assertThat(unknown.status).isEqualTo(2);
            assertThat(unknown.err).isEqualTo("netmonitor: There is no such task: no task is named nobody\n");
        }
    }

    @Test
    void showsTheMeshInABrowser() throws Exception {
        try (DemoProcess demo = DemoProcess.start(List.of(), temporary, "/nowhere")) {
            demo.urlPrintedAt();
            try (Browser browser = new Browser(temporary.resolve("profile"), "en-US", false, demo.url())) {
                browser.open("/");
                browser.await("nm-mesh-grid[data-ready]");
                browser.open("/path?task=demo&source=beijing&destination=chengdu&family=ipv4");
                browser.await("nm-path-chart[data-ready]");

                assertThat(browser.complaints()).isEmpty();
                assertThat(browser.foreignRequests()).isEmpty();
            }
        }
    }

    @Test
    void endsWithTheReasonWhenAPartDies() throws Exception {
        try (DemoProcess demo = DemoProcess.start(List.of(), temporary, "/nowhere")) {
            demo.urlPrintedAt();
            ProcessHandle agent = demo.process
                    .children()
                    .filter(child -> words(child).contains("agent"))
                    .findFirst()
                    .orElseThrow();

            agent.destroyForcibly();

            assertThat(demo.process.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.process.exitValue()).as(demo.said()).isEqualTo(1);
        }
        nothingIsLeft();
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("netmonitor")))
                    .isEmpty();
        }
        assertThat(ProcessHandle.allProcesses()
                        .filter(other -> words(other).toString().contains(temporary.toString())))
                .isEmpty();
        assertThat(Lab.sweep()).as("leftovers of a lab").isEmpty();
    }

    /** From the kernel: {@link ProcessHandle.Info} gives no command line as long as a class path. */
    private static List<String> words(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .split("\0", -1));
        } catch (IOException e) {
            // It has ended meanwhile.
            return List.of();
        }
    }

    private static org.awaitility.core.ConditionFactory await(DemoProcess demo, int seconds) {
        return Awaitility.await()
                .failFast("the demo ended", () -> !demo.process.isAlive())
                .atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(200));
    }

    private static JsonNode results(DemoProcess demo) throws Exception {
        return demo.get("/api/v1/results?task=demo&limit=5000").path("items");
    }

    private static long packetsInto(DemoProcess demo, String site) throws Exception {
        Losses losses = new Losses(results(demo));
        long sent = 0;
        for (String way : losses.ways()) {
            sent += way.endsWith(">" + site) ? losses.sent(way) : 0;
        }
        return sent;
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

    private static double query(int port, String expression) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                                            + URLEncoder.encode(expression, UTF_8)))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return Double.parseDouble(
                    Json.read(body, JsonNode.class).at("/data/result/0/value/1").asString("NaN"));
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
