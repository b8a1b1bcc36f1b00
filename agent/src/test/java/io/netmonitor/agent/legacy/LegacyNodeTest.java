// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.netmonitor.agent.legacy.OldController.Push;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node among what it meets in an old system, by real sockets. */
class LegacyNodeTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.ofLiteral("::"), 0);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String SELF = "127.0.0.9";

    @TempDir
    private Path data;

    private final FakePeers peers = new FakePeers();
    private OldController controller;

    @BeforeEach
    void start() throws IOException {
        controller = OldController.start();
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    private LegacyOptions options(int peerPort) {
        return new LegacyOptions(
                ANY_PORT,
                controller.pushgateway(),
                ANY_PORT,
                peerPort,
                data,
                ZONE,
                WallClock.SYSTEM,
                MonotonicClock.SYSTEM);
    }

    private LegacyNode withFakePeers() throws IOException {
        return LegacyNode.start(options(19_999), peers);
    }

    private static String basic(String... members) {
        return task("Basic", "1", members);
    }

    private static String task(String type, String period, String... members) {
        LocalDateTime now = LocalDateTime.now(ZONE).truncatedTo(ChronoUnit.MINUTES);
        return OldController.task(
                type,
                Arrays.asList(members),
                now.minusHours(1).toString(),
                now.plusHours(1).toString(),
                period,
                "seconds");
    }

    private String dispatch(LegacyNode node, String path) throws IOException {
        return OldController.dispatch(node.dispatchAddress(), controller.url(path) + "+" + SELF);
    }

    @Test
    void measuresTheLivingAmongItsPeersAndPushesBothDirections() throws Exception {
        InetSocketAddress other = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.7"), 0);
        try (PerfTraceServer living = PerfTraceServer.open(other);
                LegacyNode node = LegacyNode.start(options(living.address().getPort()))) {
            controller.file("/wan.json", basic(SELF, "127.0.0.7", "127.0.0.6", "127.0.0.99"));

            assertThat(dispatch(node, "/wan.json")).isEqualTo(OldController.TAKEN);

            List<String> bothWays = List.of(
                    "{dip=\"127.0.0.7\",metric=\"RTT\",sip=\"127.0.0.9\"}",
                    "{dip=\"127.0.0.7\",metric=\"OWD\",sip=\"127.0.0.9\"}",
                    "{dip=\"127.0.0.9\",metric=\"OWD\",sip=\"127.0.0.7\"}",
                    "{dip=\"127.0.0.7\",metric=\"OW_Jitter\",sip=\"127.0.0.9\"}",
                    "{dip=\"127.0.0.9\",metric=\"OW_Jitter\",sip=\"127.0.0.7\"}",
                    "{dip=\"127.0.0.7\",metric=\"RT_Loss\",sip=\"127.0.0.9\"}",
                    "{dip=\"127.0.0.7\",metric=\"OW_Loss\",sip=\"127.0.0.9\"}",
                    "{dip=\"127.0.0.9\",metric=\"OW_Loss\",sip=\"127.0.0.7\"}");
            // A round of a host that was held up may lose every probe, and then has no delays.
            await().untilAsserted(() -> assertThat(controller.pushes())
                    .hasSizeGreaterThan(1)
                    .anySatisfy(push -> assertThat(series(push)).isEqualTo(bothWays)));
            assertThat(controller.pushes())
                    .allSatisfy(push -> assertThat(series(push)).isSubsetOf(bothWays));
            assertThat(controller.pushes()).extracting(Push::path).containsOnly("/metrics/job/wan");
            assertThat(node.check().detail()).containsPattern("1 jobs, measured \\d+, failed \\d+");
        }
    }

    @Test
    void measuresBandwidthOneWay() throws Exception {
        try (PerfTraceServer peer = PerfTraceServer.open(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
                LegacyNode node = LegacyNode.start(options(peer.address().getPort()))) {
            // Nothing is pushed of a round in which the host was the limit, but the next comes soon.
            controller.file("/ab.json", task("AB", "1", SELF, "::1"));

            assertThat(dispatch(node, "/ab.json")).isEqualTo(OldController.TAKEN);

            await().untilAsserted(() -> assertThat(controller.pushes()).isNotEmpty());
            assertThat(series(controller.pushes().getFirst()))
                    .containsExactly("{dip=\"::1\",metric=\"AB\",sip=\"127.0.0.9\"}");
        }
    }

    private static List<String> series(Push push) {
        return push.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring("netmonitor".length(), line.indexOf('}') + 1))
                .toList();
    }

    @Test
    void answersOldNodesThatMeasureIt() throws Exception {
        try (LegacyNode node = withFakePeers()) {
            InetSocketAddress server = node.perftraceAddress();
            assertThat(server).isNotNull();

            PerfTraceProbe old = new PerfTraceProbe(server.getPort());
            Job job = JobTest.job("wan", Job.Kind.BASIC, "z", List.of("127.0.0.1", "z"), WallClock.SYSTEM.now());

            // The server waits 100 ms for stragglers and ends; a host may be held up for longer.
            await().ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(old.measure(job, "127.0.0.1"))
                            .contains(new Sample("z", "127.0.0.1", "RT_Loss", 0)));
        }
    }

    @Test
    void readsTimesInItsZone() throws Exception {
        LocalDateTime justOver = LocalDateTime.now(ZONE).minusMinutes(1).truncatedTo(ChronoUnit.MINUTES);
        List<String> members = List.of("127.0.0.7", SELF);
        try (LegacyNode node = withFakePeers()) {
            controller.file(
                    "/past.json",
                    OldController.task(
                            "Basic", members, justOver.minusHours(1).toString(), justOver.toString(), "1", "seconds"));

            assertThat(dispatch(node, "/past.json")).isEqualTo(OldController.TAKEN);
            assertThat(node.check().detail()).contains("took 1, ").contains("0 jobs");
        }
    }

    @Test
    void resumesItsJobsAfterARestart() throws Exception {
        try (LegacyNode node = withFakePeers()) {
            controller.file("/wan.json", basic(SELF, "127.0.0.7"));
            assertThat(dispatch(node, "/wan.json")).isEqualTo(OldController.TAKEN);
        }
        int before = peers.measured().size();

        try (LegacyNode node = withFakePeers()) {
            assertThat(node.check().detail()).contains("1 jobs");
            await().until(() -> peers.measured().size() > before);
        }
    }

    @Test
    void runsBesideAnAgentInItsFolderButNotBesideItself() throws Exception {
        try (var _ = io.netmonitor.agent.data.DataFolder.take(data);
                LegacyNode _ = withFakePeers()) {
            assertThatIOException().isThrownBy(this::withFakePeers).withMessageContaining("is in use by another agent");
        }
    }

    @Test
    void leavesNothingOpenWhenItCannotStart() throws Exception {
        try (LegacyNode node = withFakePeers()) {
            LegacyOptions taken = new LegacyOptions(
                    node.dispatchAddress(),
                    "[::1]:1",
                    null,
                    19_999,
                    data.resolve("other"),
                    ZONE,
                    WallClock.SYSTEM,
                    MonotonicClock.SYSTEM);

            assertThatIOException().isThrownBy(() -> LegacyNode.start(taken)).withMessageContaining("cannot listen on");
            // Its folder is free again.
            assertThatIOException().isThrownBy(() -> LegacyNode.start(taken)).withMessageContaining("cannot listen on");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'http://c/wan.json',                      message of another form",
        "'file:///etc/passwd+127.0.0.9',           URL not allowed",
        "'ftp://c/wan.json+127.0.0.9',             URL not allowed",
        "'{/}%2e%2e%2fwan.json+127.0.0.9',         job name not allowed",
        "'{/}missing.json+127.0.0.9',              task file not had",
        "'{/}redirect.json+127.0.0.9',             task file not had",
        "'{/}endless.json+127.0.0.9',              task file not had",
        "'{/}trickle.json+127.0.0.9',              task file not had",
        "'{/}python.json+127.0.0.9',               task not understood",
        "'{/}deep.json+127.0.0.9',                 task not understood",
        "'{/}deeper.json+127.0.0.9',               task not understood",
        "'{/}list.json+127.0.0.9',                 task not understood",
        "'{/}latin.json+127.0.0.9',                task not understood",
        "'{/}negative.json+127.0.0.9',             task not understood",
        "'{/}wan.json+127.0.0.8',                  own address not a member",
        "'http://nobody.invalid/wan.json+127.0.0.9', task file not had",
    })
    @Execution(ExecutionMode.CONCURRENT)
    void refusesAHostileDispatchAndGoesOn(String message, String reason) throws Exception {
        serveHostileFiles();
        try (LegacyNode node = withFakePeers()) {
            String whole = message.replace("{/}", controller.url("/"));

            assertThat(OldController.dispatch(node.dispatchAddress(), whole)).isEqualTo(OldController.REFUSED);

            assertThat(node.check().detail())
                    .contains("took 0, refused 1: " + reason + " 1")
                    .contains("0 jobs");
            assertThat(controller.asked()).doesNotContain("/stolen.json");
            assertThat(dispatch(node, "/wan.json")).isEqualTo(OldController.TAKEN);
        }
    }

    private void serveHostileFiles() {
        String good = basic(SELF, "127.0.0.7");
        controller.file("/wan.json", good);
        controller.file("/stolen.json", good);
        controller.file("/%2e%2e%2fwan.json", good);
        controller.handler("/redirect.json", exchange -> {
            exchange.getResponseHeaders().set("Location", controller.url("/stolen.json"));
            OldController.answer(exchange, 302, "");
        });
        controller.handler("/endless.json", exchange -> stream(exchange, " ".repeat(4096), 0));
        controller.handler("/trickle.json", exchange -> stream(exchange, " ", 200));
        controller.file("/python.json", "__import__('os').system('touch " + data.resolve("executed") + "')");
        controller.file("/deep.json", "[".repeat(60_000));
        controller.file("/deeper.json", "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_000));
        controller.file("/list.json", "[" + good + "]");
        controller.handler("/latin.json", exchange -> {
            byte[] body = good.replace("北京", "caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        controller.file("/negative.json", task("Basic", "-5", SELF, "127.0.0.7"));
    }

    /** Writes until the other end has had enough. */
    private static void stream(HttpExchange exchange, String piece, long pauseMs) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (true) {
                body.write(piece.getBytes(StandardCharsets.UTF_8));
                body.flush();
                Thread.sleep(pauseMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @CsvSource({"c", "c:0", "c:99999", "http://c:9091", "c:9091/x", "u@c:9091", "2001:db8::1:9091", "''"})
    void refusesAPushgatewayOfAnotherForm(String pushgateway) {
        assertThatThrownBy(() -> HostPort.read("pushgateway", pushgateway))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("pushgateway: is not HOST:PORT");
    }
}
