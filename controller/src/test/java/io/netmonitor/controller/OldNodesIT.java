// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.controller.legacy.OldNodeDouble;
import io.netmonitor.controller.legacy.push.PushKinds;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nodes of the prototype in a task of this controller: told over TCP, fetching over HTTP, pushing, and seen like any other. */
class OldNodesIT {
    private static final Duration AGES = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> fetched = new CopyOnWriteArrayList<>();
    private ControllerFixture fixture;
    private OldNodeDouble one;
    private OldNodeDouble other;

    @BeforeEach
    void start() throws IOException {
        fixture = newFixture();
        one = new OldNodeDouble("127.0.0.1", (time, socket) -> fetch(one, time, socket));
        other = new OldNodeDouble("127.0.0.2", (time, socket) -> fetch(other, time, socket));
    }

    private ControllerFixture newFixture() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new ControllerFixture(
                new ControllerOptions(data, anyPort, anyPort, false, ZoneOffset.UTC, "test")
                        .withLegacy(List.of(anyPort), null),
                PushKinds.all());
    }

    /** As nodes do: the address up to the plus. */
    private void fetch(OldNodeDouble node, int time, Socket socket) throws IOException, InterruptedException {
        String url = node.messages().get(time - 1).split("\\+", 2)[0];
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        boolean isGood = answer.statusCode() == 200;
        if (isGood) {
            fetched.add(answer.body());
        }
        socket.getOutputStream()
                .write((isGood ? "File content parsed successfully" : "Failed to download file")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws IOException {
        one.close();
        other.close();
        fixture.close();
        client.close();
    }

    @Test
    void aTaskOfOldNodesIsToldFetchedPushedAndSeen() throws Exception {
        createTask();
        awaitBothTold();
        JsonNode file = Json.read(fetched.getFirst(), JsonNode.class);
        assertThat(file.path("testMembers").toString()).isEqualTo("[\"127.0.0.1\",\"127.0.0.2\"]");
        assertThat(one.messages()).singleElement().asString().endsWith("/wan.json+127.0.0.1");
        assertThat(other.messages()).singleElement().asString().endsWith("/wan.json+127.0.0.2");
        await().atMost(AGES)
                .untilAsserted(() -> assertThat(why().path("reason").asString(""))
                        .contains(
                                "pushes what it measured to this controller or nowhere; it was told of the task at "));
        JsonNode told = fixture.json("/api/v1/tasks/wan/dispatches").path("items");
        assertThat(told.valueStream())
                .extracting(each -> each.path("member").asString(""))
                .containsExactly(one.member(), other.member());
        assertThat(told.valueStream())
                .allSatisfy(each -> assertThat(each.path("waiting").asBoolean(true))
                        .as(each.toString())
                        .isFalse());

        HttpResponse<String> pushed = push("wan", """
                # TYPE netmonitor gauge
                netmonitor{dip="127.0.0.1",metric="RTT",sip="127.0.0.2"} 0.147
                netmonitor{dip="127.0.0.2",metric="OWD",sip="127.0.0.1"} -0.06
                """);

        assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(200);
        JsonNode results = fixture.json("/api/v1/results?task=wan").path("items");
        assertThat(results.size()).isEqualTo(1);
        assertThat(results.get(0).path("source").asString("")).isEqualTo(other.member());
        assertThat(results.get(0).path("outcome").asString("")).isEqualTo("measured");
        assertThat(fixture.json("/api/v1/mesh?task=wan").path("cells").toString())
                .contains("\"rtt\":147000")
                .contains("\"owdBackward\":-60000");
        assertThat(why(results.get(0)).path("state").asString("")).isEqualTo("measured");
        await().atMost(AGES)
                .untilAsserted(() -> assertThat(fixture.get("/metrics").body().lines())
                        .filteredOn(line -> line.startsWith("netmonitor{"))
                        .anyMatch(line -> line.contains("metric=\"RTT\"") && line.endsWith(" 0.147"))
                        .anyMatch(line -> line.contains("metric=\"OWD\"") && line.endsWith(" -0.06")));
    }

    private void createTask() throws IOException, InterruptedException {
        fixture.answer(
                201,
                "POST",
                "/api/v1/tasks",
                Json.write(Map.of(
                        "name",
                        "wan",
                        "kind",
                        "basic",
                        "members",
                        List.of(one.member(), other.member()),
                        "period",
                        "3s")));
    }

    private void awaitBothTold() {
        await().atMost(AGES)
                .untilAsserted(() -> assertThat(fixture.get("/health").body()).contains("2 told, 0 waiting"));
    }

    private JsonNode why() throws IOException, InterruptedException {
        return fixture.json(question());
    }

    /** Of the round that a result belongs to. */
    private JsonNode why(JsonNode result) throws IOException, InterruptedException {
        return fixture.json(question() + "&at=" + result.path("startedAt").asString(""));
    }

    private String question() {
        return "/api/v1/why?task=wan&source=" + other.member() + "&destination=" + one.member();
    }

    @Test
    void whatIsPushedAmissIsRefusedWithAReason() throws Exception {
        createTask();

        assertThat(push("lan", "netmonitor 1\n").statusCode()).isEqualTo(404);
        HttpResponse<String> refused =
                push("wan", "netmonitor{dip=\"127.0.0.9\",metric=\"RTT\",sip=\"127.0.0.2\"} 0.147\n");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("no two members that measure each other");
        HttpResponse<String> inBase64 = send(
                "/metrics/job@base64/d2Fu/instance/x",
                "netmonitor{dip=\"127.0.0.1\",metric=\"RTT\",sip=\"127.0.0.9\"} 1\n");
        assertThat(inBase64.body()).contains("no two members that measure each other");
        assertThat(fixture.json("/api/v1/results?task=wan").path("items").size())
                .isZero();
    }

    @Test
    void aNodeThatWasRestartedIsToldAgain() throws Exception {
        createTask();
        awaitBothTold();

        fixture.answer(204, "POST", "/api/v1/tasks/wan/dispatches/" + one.member(), null);

        await().atMost(AGES).until(() -> one.messages().size() == 2);
        assertThat(other.messages()).hasSize(1);
        assertThat(fixture.answer(404, "POST", "/api/v1/tasks/wan/dispatches/bj", null)
                        .path("detail")
                        .asString(""))
                .contains("task wan is not told to bj");
    }

    @Test
    void aRestartTellsNobodyAgain() throws Exception {
        createTask();
        awaitBothTold();

        fixture.close();
        fixture = newFixture();
        awaitBothTold();

        assertThat(one.messages()).hasSize(1);
        assertThat(other.messages()).hasSize(1);
    }

    private HttpResponse<String> push(String job, String text) throws IOException, InterruptedException {
        return send("/metrics/job/" + job, text);
    }

    private HttpResponse<String> send(String path, String text) throws IOException, InterruptedException {
        URI door = URI.create("http://127.0.0.1:"
                + fixture.controller.legacyAddresses().getFirst().getPort() + path);
        return client.send(
                HttpRequest.newBuilder(door)
                        .header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .PUT(BodyPublishers.ofString(text))
                        .build(),
                BodyHandlers.ofString());
    }
}
