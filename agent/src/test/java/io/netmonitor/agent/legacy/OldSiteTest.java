// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.HeldPort;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.testkit.prototype.PrototypeServer;
import io.netmonitor.testkit.prototype.Replay;
import io.netmonitor.testkit.prototype.RunningScript;
import io.netmonitor.testkit.prototype.Script;
import io.netmonitor.testkit.prototype.ServerFaults;
import io.netmonitor.testkit.prototype.Transcript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node among peers that share no code with it: golden transcripts, an old controller and an old server. */
class OldSiteTest {
    private static final ZoneId ZONE = ZoneId.of("UTC");

    @TempDir
    private Path folder;

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("::1"), port);
    }

    private LegacyNode start(int gatewayPort, int peerPort) throws IOException {
        return LegacyNode.start(new LegacyOptions(
                loopback(0),
                "[::1]:" + gatewayPort,
                loopback(0),
                peerPort,
                folder.resolve("data"),
                ZONE,
                WallClock.SYSTEM,
                MonotonicClock.SYSTEM));
    }

    @ParameterizedTest
    @CsvSource({"task-basic, basic_task, 10.77.0.2", "task-bandwidth, 带宽_1, fd00:77::2"})
    void keepsToTheTranscriptsOfDispatch(String transcript, String task, String member) throws Exception {
        try (HeldPort gateway = new HeldPort(loopback(0).getAddress());
                LegacyNode node = start(gateway.address().getPort(), PrototypeServer.PORT);
                Replay file = Replay.answer(Transcript.load(transcript), loopback(0), Map.of())) {
            String origin = "[::1]:" + file.address().getPort();

            var _ = Replay.open(
                    Transcript.load("dispatch-accepted"),
                    node.dispatchAddress(),
                    Map.of("origin", origin, "task", task, "member", member));
            var _ = Replay.open(
                    Transcript.load("dispatch-failed"),
                    node.dispatchAddress(),
                    Map.of("origin", "[::1]:1", "task", task, "member", member));

            assertThat(file.result()).containsEntry("host", origin);
            assertThat(node.check().detail()).contains("1 jobs").contains("took 1, refused 1: task file not had 1");
        }
    }

    @Test
    void servesAnOldControllerAndMeasuresAnOldServerThatIsBusyAtFirst() throws Exception {
        Path record = Files.createDirectories(folder.resolve("record"));
        try (PrototypeServer peer = PrototypeServer.open(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                        ServerFaults.none().denying(1));
                RunningScript gateway = RunningScript.start(
                        Script.OLD_CONTROLLER,
                        folder,
                        List.of("--pushgateway", "[::1]:0", "--record", record.toString()));
                LegacyNode node = start(
                        gateway.number("listening", "pushgateway"),
                        peer.address().getPort());
                RunningScript controller = RunningScript.start(
                        Script.OLD_CONTROLLER,
                        folder,
                        List.of(
                                "--task",
                                task().toString(),
                                "--listen",
                                "[::1]:0",
                                "--between",
                                "0",
                                "--node-port",
                                String.valueOf(node.dispatchAddress().getPort())))) {
            assertThat(controller.await("answered")).contains("\"member\": \"::1\"", OldController.TAKEN);

            assertThat(gateway.await("pushed")).contains("\"job\": \"old_task\"");
            assertThat(record.resolve("0001-old_task.body"))
                    .content()
                    .startsWith("# HELP netmonitor Network performance\n# TYPE netmonitor gauge\n")
                    .contains("netmonitor{dip=\"127.0.0.1\",metric=\"RTT\",sip=\"::1\"} ")
                    .contains("netmonitor{dip=\"::1\",metric=\"OWD\",sip=\"127.0.0.1\"} ");
            assertThat(peer.denied()).isEqualTo(1);
            await().untilAsserted(() -> assertThat(peer.served()).isNotEmpty().allSatisfy(served -> {
                assertThat(served.task().probes()).isEqualTo(10);
                assertThat(served.task().intervalUs()).isEqualTo(10_000);
            }));
        }
    }

    private Path task() throws IOException {
        LocalDateTime now = LocalDateTime.now(ZONE).truncatedTo(ChronoUnit.MINUTES);
        String text = OldController.task(
                "Basic",
                List.of("::1", "127.0.0.1"),
                now.minusHours(1).toString(),
                now.plusHours(1).toString(),
                "1",
                "seconds");
        return Files.writeString(folder.resolve("task.json"), text.replace("\"wan\"", "\"old_task\""));
    }
}
