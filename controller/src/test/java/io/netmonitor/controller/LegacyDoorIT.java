// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.controller.legacy.OldKinds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The prototype's form and files over HTTP, on the main port and on one of its own. */
class LegacyDoorIT {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SAVED = "Task configuration has been saved";
    private static final String EXAMPLE = "taskName=basic+task&taskDescription=delay+between+two+nodes&taskType=Basic"
            + "&testMembers=192.0.2.1&testMembers=127.0.0.2&taskStartTime=2030-01-02T03%3A04"
            + "&taskEndTime=2030-01-02T05%3A04&measurementPeriod=30&measurementPeriodUnit=seconds";

    private final HttpClient client = HttpClient.newHttpClient();
    private ControllerFixture fixture;
    private AgentDouble bj;
    private AgentDouble sh;

    enum Door {
        MAIN,
        LEGACY
    }

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        fixture = new ControllerFixture(
                new ControllerOptions(data, anyPort, anyPort, false, ZoneId.of("Asia/Shanghai"), "test")
                        .withLegacy(List.of(anyPort, new InetSocketAddress(InetAddress.getByName("::"), 0)), null),
                OldKinds.all());
        bj = fixture.reported("bj", "192.0.2.1");
        sh = fixture.reported("sh", "192.0.2.2");
    }

    @AfterEach
    void stop() {
        bj.close();
        sh.close();
        fixture.close();
        client.close();
    }

    @ParameterizedTest
    @EnumSource
    void takesTheFormAndTellsTheFileAsThePrototypeDid(Door door) throws Exception {
        HttpResponse<String> saved = post(door, FORM, EXAMPLE);
        HttpResponse<String> file = get(door, "/basic_task.json");

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.body()).isEqualTo(SAVED);
        assertThat(type(saved)).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("""
                {
                  "taskName": "basic_task",
                  "taskDescription": "delay between two nodes",
                  "taskType": "Basic",
                  "testMembers": [
                    "192.0.2.1",
                    "127.0.0.2"
                  ],
                  "taskStartTime": "2030-01-02T03:04",
                  "taskEndTime": "2030-01-02T05:04",
                  "measurementPeriod": "30",
                  "measurementPeriodUnit": "seconds"
                }""");
        assertThat(fixture.json("/api/v1/tasks/basic_task/revisions")
                        .at("/items/0/by")
                        .asString(""))
                .isEqualTo("127.0.0.1");
        assertThat(fixture.json("/api/v1/tasks/basic_task").path("start").asString(""))
                .startsWith("2030-01-01T19:04:00");
        assertThat(fixture.json("/api/v1/tasks/basic_task").path("members").toString())
                .isEqualTo("[\"bj\",\"legacy:127.0.0.2\"]");
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheFilesTypeToTheLetter(Door door) throws Exception {
        post(door, FORM, EXAMPLE);

        String answer = raw(door, "GET /basic_task.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        String head = raw(door, "HEAD /basic_task.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("\r\nContent-Type: application/json; charset=UTF-8\r\n")
                .containsIgnoringCase("\r\nContent-Length: 301\r\n");
        assertThat(head).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%E5%B8%A6%E5%AE%BD+1", "%E5%B8%A6%E5%AE%BD%201", "带宽 1"})
    void takesChineseNamesEscapedAndRaw(String name) throws Exception {
        assertThat(post(Door.LEGACY, FORM, EXAMPLE.replace("basic+task", name)).body())
                .isEqualTo(SAVED);

        HttpResponse<String> file = get(Door.LEGACY, "/%E5%B8%A6%E5%AE%BD_1.json");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).contains("\"taskName\": \"带宽_1\"");
    }

    @Test
    void refusesTheSameTaskTwice() throws Exception {
        post(Door.LEGACY, FORM, EXAMPLE);

        HttpResponse<String> again = post(Door.MAIN, FORM, EXAMPLE);

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).startsWith("taskName: is taken").contains("basic_task");
        assertThat(fixture.json("/api/v1/tasks").path("items")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void namesTheFieldOfWhateverItRefuses(Door door) throws Exception {
        refused(door, "taskName", form("taskName", "../../etc/cron.d/x"));
        refused(door, "taskName", form("taskName", ""));
        refused(door, "taskName", form("taskName", "a\u0000b"));
        refused(door, "taskName", form("taskName", "a\r\nSet-Cookie: b"));
        refused(door, "taskName", form("taskName", "x".repeat(40_000)));
        refused(door, "taskName", form("taskName", "one", "taskName", "two"));
        refused(door, "taskName", form("taskName", "a.b"));
        refused(door, "taskDescription", form("taskDescription", "x".repeat(2_001)));
        refused(door, "taskType", form("taskType", "basic"));
        refused(door, "taskType", form("taskType", "<script>alert(1)</script>"));
        refused(door, "testMembers", form("testMembers", "", "testMembers", "192.0.2.1"));
        refused(door, "testMembers", form("testMembers", "192.0.2.1"));
        refused(door, "testMembers", form("testMembers", "192.0.2.1", "testMembers", "bj"));
        refused(door, "taskStartTime", form("taskStartTime", "now"));
        refused(door, "taskEndTime", form("taskEndTime", "2030-01-02T03:04"));
        refused(door, "measurementPeriod", form("measurementPeriod", "0"));
        refused(door, "measurementPeriod", form("measurementPeriod", "-5"));
        refused(door, "measurementPeriod", form("measurementPeriod", "1.5"));
        refused(door, "measurementPeriod", form("measurementPeriod", "9".repeat(30_000)));
        refused(door, "measurementPeriodUnit", form("measurementPeriodUnit", "days"));
        refused(door, "body", EXAMPLE + "&%zz=1");
        refused(door, "taskName", EXAMPLE.replace("basic+task", "%E5%B8"));
        refused(door, "taskName", "");
        refused(door, "taskName", "&&&===&");

        assertThat(fixture.json("/api/v1/tasks").path("items")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNotSentAsAForm(Door door) throws Exception {
        for (String type :
                List.of("application/json", "multipart/form-data; boundary=x", "text/plain", FORM + "; charset=gbk")) {
            HttpResponse<String> answer = post(door, type, EXAMPLE);

            assertThat(answer.statusCode()).as(type).isEqualTo(415);
            assertThat(type(answer)).startsWith("text/plain");
            assertThat(answer.body()).contains("the form has to be");
        }
        assertThat(post(door, FORM + "; charset=\"UTF-8\"", EXAMPLE).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAFormInAnotherCharacterSetThanItSays() throws Exception {
        byte[] gbk = EXAMPLE.replace("basic+task", "带宽").getBytes(Charset.forName("GBK"));
        HttpRequest request = request(Door.LEGACY, "/submit")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofByteArray(gbk))
                .build();

        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("taskName: is not in UTF-8");
    }

    @ParameterizedTest
    @EnumSource
    void bearsAMebibyteOfMembers(Door door) throws Exception {
        try {
            assertThat(raw(door, form(EXAMPLE + "&testMembers=a".repeat(75_000))))
                    .startsWith("HTTP/1.1 413 ");
        } catch (SocketException e) {
            // The door need not hear it all, and the answer is lost to whoever still writes when it closes.
        }
        String little = raw(door, form(EXAMPLE + "&testMembers=a".repeat(4_680)));
        HttpResponse<String> full = post(door, FORM, EXAMPLE + "&testMembers=-".repeat(4_000));

        assertThat(little).startsWith("HTTP/1.1 413 ").contains("the form is longer than 65536 bytes");
        assertThat(full.statusCode()).isEqualTo(400);
        assertThat(full.body().length()).isLessThan(10_000);
        assertThat(fixture.json("/api/v1/tasks").path("items")).isEmpty();
        assertThat(fixture.json("/health").path("status").asString("")).isEqualTo("up");
    }

    private static String form(String body) {
        return "POST /submit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + FORM + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @EnumSource
    void keepsOtherSitesOut(Door door) throws Exception {
        String own = "http://127.0.0.1:" + port(door);
        HttpRequest.Builder other =
                request(door, "/submit").header("Content-Type", FORM).POST(BodyPublishers.ofString(EXAMPLE));

        for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1")) {
            HttpResponse<String> answer =
                    client.send(other.copy().header("Origin", origin).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(origin).isEqualTo(403);
            assertThat(answer.body()).contains("comes from another site: " + origin);
        }
        assertThat(client.send(other.copy().header("Origin", own).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void hasNothingElseOnItsOwnPort() throws Exception {
        for (String path : List.of(
                "/api/v1/tasks",
                "/api/v1/nodes",
                "/metrics",
                "/metrics/job/wan",
                "/health",
                "/openapi.json",
                "/submit",
                "/tasks/new",
                "/web/app.js",
                "/_static/lit/3.3.1/index.js",
                "/nothing.json")) {
            HttpResponse<String> answer = get(Door.LEGACY, path);

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(type(answer)).startsWith("text/plain");
            assertThat(answer.body()).as(path).isNotBlank().hasSizeLessThan(300);
        }
        for (String method : List.of("PUT", "POST", "DELETE", "PATCH", "OPTIONS")) {
            HttpRequest request = request(Door.LEGACY, "/api/v1/tasks")
                    .method(method, BodyPublishers.ofString("x 1\n"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .as(method)
                    .isEqualTo(404);
        }
        assertThat(get(Door.LEGACY, "/%2e%2e/x.json").statusCode()).isEqualTo(400);
        assertThat(get(Door.LEGACY, "/web/configure.js").statusCode()).isEqualTo(200);
    }

    @Test
    void showsTheFormThereAndTheOverviewOnTheMainPort() throws Exception {
        assertThat(get(Door.LEGACY, "/").body())
                .contains("Configure a measurement task")
                .doesNotContain("data-api");
        assertThat(get(Door.LEGACY, "/configure").body()).contains("Configure a measurement task");
        assertThat(get(Door.MAIN, "/").body()).contains("<nm-app></nm-app>");
        assertThat(get(Door.MAIN, "/configure").body()).contains("Configure a measurement task", "data-api");
        assertThat(get(Door.MAIN, "/openapi.json").body())
                .contains("\"openapi\"")
                .doesNotContain("/submit");
    }

    @Test
    void saysWhyATaskHasNoFile() throws Exception {
        fixture.answer(201, "POST", "/api/v1/tasks", """
                {"name":"hub","kind":"basic","members":["sh"],"topology":"hub","hub":"bj","period":"2s"}""");
        fixture.answer(201, "POST", "/api/v1/tasks", """
                {"name":"fast","kind":"basic","members":["bj","sh"],"period":"500ms"}""");
        fixture.answer(201, "POST", "/api/v1/tasks", """
                {"name":"fake","kind":"fake","members":["bj","sh"],"period":"2s"}""");

        for (Map.Entry<String, String> file : Map.of(
                        "/hub.json", "topology: is not mesh",
                        "/fast.json", "period: is not in whole seconds",
                        "/fake.json", "kind: is unknown",
                        "/nobody.json", "no task is named nobody")
                .entrySet()) {
            for (Door door : Door.values()) {
                HttpRequest request = request(door, file.getKey())
                        .header("Accept", "text/html")
                        .build();
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(type(answer)).startsWith("text/plain");
                assertThat(answer.body()).contains(file.getValue());
            }
        }
    }

    @Test
    void speaksBothFamiliesOnAWildcard() throws Exception {
        int port = fixture.controller.legacyAddresses().getLast().getPort();

        for (String host : List.of("127.0.0.1", "[::1]")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/"))
                    .build();
            HttpResponse<String> page = client.send(request, BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("href=\"http://" + host + ":9090/graph?g0.expr=netmonitor&amp;g0.tab=0\"");
        }
    }

    @Test
    void tellsWhatItTookAndRefused() throws Exception {
        post(Door.LEGACY, FORM, EXAMPLE);
        post(Door.LEGACY, FORM, EXAMPLE);
        post(Door.MAIN, "text/plain", "x");
        get(Door.LEGACY, "/basic_task.json");
        get(Door.LEGACY, "/nowhere");

        assertThat(fixture.get("/health").body())
                .contains("took 1 tasks, told 1, refused: name 1, type 1", "refused: status 404 1");
    }

    private void refused(Door door, String field, String form) throws Exception {
        HttpResponse<String> answer = post(door, FORM, form);

        assertThat(answer.statusCode()).as(field + ": " + answer.body()).isEqualTo(400);
        assertThat(type(answer)).startsWith("text/plain");
        assertThat(answer.body())
                .as(field)
                .matches("(?s)(.*\n)?" + field + ": .*")
                .hasSizeLessThan(3_000)
                .doesNotContain("\r", "\u0000", "tools.jackson", "io.netmonitor");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    /** The example with other values. */
    private static String form(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : EXAMPLE.split("&", -1)) {
            String[] sides = pair.split("=", -1);
            fields.computeIfAbsent(sides[0], key -> new ArrayList<>()).add(sides[1]);
        }
        for (int i = 0; i < pairs.length; i += 2) {
            fields.remove(pairs[i]);
        }
        for (int i = 0; i < pairs.length; i += 2) {
            fields.computeIfAbsent(pairs[i], key -> new ArrayList<>())
                    .add(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        return fields.entrySet().stream()
                .flatMap(field ->
                        Stream.of(field.getValue().toArray(String[]::new)).map(value -> field.getKey() + "=" + value))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> post(Door door, String type, String body) throws IOException, InterruptedException {
        return client.send(
                request(door, "/submit")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(Door door, String path) throws IOException, InterruptedException {
        return client.send(request(door, path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(Door door, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(door) + path));
    }

    private int port(Door door) {
        return switch (door) {
            case MAIN -> fixture.controller.peopleAddress().getPort();
            case LEGACY -> fixture.controller.legacyAddresses().getFirst().getPort();
        };
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    /** All that comes until the other side closes. */
    private String raw(Door door, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(door))) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
