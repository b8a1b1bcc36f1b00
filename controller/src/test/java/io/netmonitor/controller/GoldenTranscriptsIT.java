// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.controller.legacy.push.PushKinds;
import io.netmonitor.core.json.Json;
import io.netmonitor.testkit.prototype.Replay;
import io.netmonitor.testkit.prototype.Transcript;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The prototype's conversations with the controller's end, octet by octet. The node's end is in the agent's tests. */
class GoldenTranscriptsIT {
    private static final Duration AGES = Duration.ofSeconds(60);
    /** Nobody is there, and it is on this host. */
    private static final String ONE = "legacy:127.0.0.1:9";

    private static final String OTHER = "legacy:127.0.0.2:9";

    @TempDir
    private Path data;

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    private ControllerOptions options() {
        return new ControllerOptions(data, loopback(), loopback(), false, ZoneOffset.UTC, "test");
    }

    @ParameterizedTest
    @CsvSource({
        "task-basic, basic_task, delay between two nodes, Basic, 10.77.0.1 10.77.0.2, 2030-01-02T05:04, 30, seconds",
        "task-bandwidth, 带宽_1, 每小时, AB, fd00:77::1 fd00:77::2 node3, 2030-01-03T03:04, 1, hours"
    })
    void aTaskOfTheFormIsServedAsTheTranscriptSays(
            String transcript,
            String name,
            String description,
            String type,
            String members,
            String end,
            String period,
            String unit)
            throws Exception {
        // Without a port of the prototype's nobody is told of it.
        try (ControllerFixture fixture = new ControllerFixture(options(), PushKinds.all())) {
            StringBuilder form = new StringBuilder("taskName=" + encoded(name) + "&taskDescription="
                    + encoded(description) + "&taskType=" + type + "&taskStartTime=2030-01-02T03%3A04&taskEndTime="
                    + encoded(end) + "&measurementPeriod=" + period + "&measurementPeriodUnit=" + unit);
            for (String member : members.split(" ", -1)) {
                form.append("&testMembers=").append(encoded(member));
            }
            assertThat(fixture.send(
                                    "POST",
                                    "/submit",
                                    form.toString(),
                                    "Content-Type",
                                    "application/x-www-form-urlencoded")
                            .body())
                    .isEqualTo("Task configuration has been saved");

            InetSocketAddress door = fixture.controller.peopleAddress();
            assertThat(Replay.open(Transcript.load(transcript), door, Map.of("host", "127.0.0.1:" + door.getPort())))
                    .containsKey("host");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"push-text, 10.77.0.1, 10.77.0.2, 147000, 87000", "push-protobuf, 10.0.0.1, 10.0.0.2, 500000, -250000"})
    void aPushBecomesAResult(String transcript, String one, String other, long rttNs, long forwardNs) throws Exception {
        try (ControllerFixture fixture =
                new ControllerFixture(options().withLegacy(List.of(loopback()), null), PushKinds.all())) {
            create(fixture, "basic_task", Map.of(ONE, one, OTHER, other));
            InetSocketAddress door = fixture.controller.legacyAddresses().getFirst();

            assertThat(Replay.open(Transcript.load(transcript), door, Map.of("host", "127.0.0.1:" + door.getPort())))
                    .containsKey("host");

            JsonNode results = fixture.json("/api/v1/results?task=basic_task").path("items");
            assertThat(results.size()).isEqualTo(1);
            JsonNode result = results.get(0);
            assertThat(result.path("source").asString("")).isEqualTo(OTHER);
            assertThat(result.path("destination").asString("")).isEqualTo(ONE);
            assertThat(result.path("roundTrip").path("delay").path("meanNs").asLong())
                    .isEqualTo(rttNs);
            assertThat(result.path("forward").path("delay").path("meanNs").asLong())
                    .isEqualTo(forwardNs);
        }
    }

    @Test
    void aNodeIsToldAsTheTranscriptSays() throws Exception {
        try (ControllerFixture fixture =
                        new ControllerFixture(options().withLegacy(List.of(loopback()), null), PushKinds.all());
                Replay node = Replay.answer(Transcript.load("dispatch-accepted"), loopback(), told(fixture))) {
            String member = "legacy:127.0.0.1:" + node.address().getPort();
            create(fixture, "wan", Map.of(member, "127.0.0.1", OTHER, "127.0.0.2"));

            assertThat(node.result()).containsEntry("member", "127.0.0.1");
            await().atMost(AGES)
                    .untilAsserted(
                            () -> assertThat(fixture.get("/health").body()).contains("1 told"));
            assertThat(node.conversations()).isEqualTo(1);
        }
    }

    @Test
    void aNodeThatDidNotUnderstandIsToldAgain() throws Exception {
        try (ControllerFixture fixture =
                        new ControllerFixture(options().withLegacy(List.of(loopback()), null), PushKinds.all());
                Replay node = Replay.answer(Transcript.load("dispatch-failed"), loopback(), told(fixture))) {
            String member = "legacy:127.0.0.1:" + node.address().getPort();
            create(fixture, "wan", Map.of(member, "127.0.0.1", OTHER, "127.0.0.2"));

            await().atMost(AGES).until(() -> node.conversations() >= 2);
            assertThat(node.result()).containsEntry("member", "127.0.0.1");
            assertThat(fixture.get("/health").body()).contains("0 told, 2 waiting");
        }
    }

    private static Map<String, String> told(ControllerFixture fixture) {
        int port = fixture.controller.legacyAddresses().getFirst().getPort();
        return Map.of("origin", "127.0.0.1:" + port, "task", "wan", "member", "127.0.0.1");
    }

    @Test
    void theGroupOfATaskThatEndedMeanwhileIsDeleted() throws Exception {
        try (Replay gateway =
                Replay.answer(Transcript.load("delete-group"), loopback(), Map.of("task", "basic_task"))) {
            int port = gateway.address().getPort();
            Files.writeString(
                    Files.createDirectories(data).resolve("pushgateway.json"),
                    Json.write(Map.of("gateway", "127.0.0.1:" + port, "groups", List.of("basic_task"))));
            try (ControllerFixture _ = new ControllerFixture(
                    options().withPushgateway(InetSocketAddress.createUnresolved("127.0.0.1", port)),
                    PushKinds.all())) {
                assertThat(gateway.result()).containsEntry("host", "127.0.0.1:" + port);
            }
        }
    }

    private static void create(ControllerFixture fixture, String name, Map<String, String> listedAs) throws Exception {
        fixture.answer(
                201,
                "POST",
                "/api/v1/tasks",
                Json.write(Map.of(
                        "name",
                        name,
                        "kind",
                        "basic",
                        "members",
                        listedAs.keySet().stream().sorted().toList(),
                        "period",
                        "3s",
                        "listedAs",
                        listedAs)));
    }
}
