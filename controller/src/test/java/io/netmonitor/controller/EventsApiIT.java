// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Server-sent events over HTTP. */
class EventsApiIT {
    /** As many as may listen at once. */
    private static final int MAX_LISTENERS = 500;

    @TempDir
    private Path data;

    private ControllerFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllerFixture(data);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void tellsOfNodesTasksAndResultsInTheirOrder() throws Exception {
        try (EventReader reader = fixture.events("");
                AgentDouble bj = fixture.reported("bj", "192.0.2.1");
                AgentDouble sh = fixture.reported("sh", "192.0.2.2")) {
            assertThat(bj.shown).isNotNull();
            create("wan");
            PlanEntry entry = entry(sh);
            sh.measured(entry, 1L, Instant.now(), Outcome.MEASURED);
            fixture.answer(200, "POST", "/api/v1/tasks/wan/pause", null);
            fixture.answer(204, "DELETE", "/api/v1/tasks/wan", null);

            List<EventReader.Told> told = take(reader, 6);

            assertThat(told)
                    .extracting(EventReader.Told::type)
                    .containsExactly("node", "node", "task", "result", "task", "task");
            assertThat(told)
                    .extracting(event -> Long.valueOf(event.id()))
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(told.get(0).data().path("what").asString("")).isEqualTo("joined");
            assertThat(told.get(3).data().path("task").asString("")).isEqualTo("wan");
            assertThat(told)
                    .filteredOn(event -> event.type().equals("task"))
                    .extracting(
                            event -> event.data().path("change").asString(""),
                            event -> event.data().path("revision").asInt(),
                            event -> event.data().path("by").asString(""))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("created", 1, "127.0.0.1"),
                            org.assertj.core.groups.Tuple.tuple("paused", 2, "127.0.0.1"),
                            org.assertj.core.groups.Tuple.tuple("deleted", 3, "127.0.0.1"));
        }
    }

    @Test
    void passesOnOnlyWhatIsWanted() throws Exception {
        try (EventReader tasks = fixture.events("?types=task&task=wan");
                EventReader results = fixture.events("?types=result,node&task=wan");
                AgentDouble bj = fixture.reported("bj", "192.0.2.1");
                AgentDouble sh = fixture.reported("sh", "192.0.2.2")) {
            assertThat(bj.shown).isNotNull();
            create("other");
            create("wan");
            PlanEntry entry = entry(sh);
            sh.measured(entry, 1L, Instant.now(), Outcome.MEASURED);
            fixture.answer(200, "POST", "/api/v1/tasks/other/pause", null);
            fixture.answer(200, "POST", "/api/v1/tasks/wan/end", null);

            assertThat(take(tasks, 2))
                    .extracting(event -> event.data().path("change").asString(""))
                    .containsExactly("created", "ended");
            assertThat(take(results, 1)).extracting(EventReader.Told::type).containsExactly("result");
        }
    }

    @Test
    void tellsAgainWhatCameAfterTheLastEventThatWasHeard() throws Exception {
        List<EventReader.Told> first;
        try (AgentDouble bj = fixture.joined("bj");
                AgentDouble sh = fixture.joined("sh");
                EventReader reader = fixture.events("?types=task")) {
            assertThat(bj.shown).isNotNull();
            assertThat(sh.shown).isNotNull();
            create("one");
            create("two");
            first = take(reader, 2);
        }
        create("three");

        try (EventReader again = fixture.events(
                        "?types=task", "Last-Event-ID", first.get(0).id());
                EventReader fresh = fixture.events("?types=task", "Last-Event-ID", "rubbish");
                EventReader beyond = fixture.events("?types=task", "Last-Event-ID", "999999")) {
            create("four");

            assertThat(names(take(again, 3))).containsExactly("two", "three", "four");
            assertThat(names(take(fresh, 1))).containsExactly("four");
            assertThat(names(take(beyond, 1))).containsExactly("four");
        }
    }

    @Test
    void isReadableAsItComesAndKeptByNobodyInBetween() throws Exception {
        try (EventReader reader = fixture.events("", "Accept-Encoding", "gzip")) {
            assertThat(reader.response().headers().firstValue("Content-Type"))
                    .hasValue("text/event-stream;charset=utf-8");
            assertThat(reader.response().headers().firstValue("Content-Encoding"))
                    .isEmpty();
            assertThat(reader.response().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(reader.response().headers().firstValue("X-Accel-Buffering"))
                    .hasValue("no");
        }
    }

    @Test
    void answersHeadWithoutAStream() throws Exception {
        HttpResponse<String> head = fixture.send("HEAD", "/api/v1/events", null);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=utf-8");
        assertThat(listeners()).isZero();
    }

    @Test
    void refusesSortsOfEventsThatThereAreNot() throws Exception {
        assertThat(fixture.answer(400, "GET", "/api/v1/events?types=task,weather", null)
                        .at("/errors/0/field")
                        .asString(""))
                .isEqualTo("types");
        assertThat(listeners()).isZero();
    }

    @Test
    void endsWithTheController() throws Exception {
        try (EventReader reader = fixture.events("")) {
            fixture.controller.close();

            assertThat(hasEnded(reader)).isTrue();
        }
    }

    /** Cut off in between is an end as well. */
    private static boolean hasEnded(EventReader reader) {
        try {
            return reader.next() == null;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void forgetsWhoHasGone() throws Exception {
        try (AgentDouble bj = fixture.joined("bj");
                AgentDouble sh = fixture.joined("sh")) {
            assertThat(bj.shown).isNotNull();
            assertThat(sh.shown).isNotNull();
            create("wan");
            EventReader gone = fixture.events("");
            try (EventReader stays = fixture.events("")) {
                assertThat(listeners()).isEqualTo(2);

                gone.close();

                // That somebody has gone shows when something is sent.
                await().until(() -> {
                    fixture.answer(200, "POST", "/api/v1/tasks/wan/pause", null);
                    fixture.answer(200, "POST", "/api/v1/tasks/wan/resume", null);
                    return listeners() == 1;
                });
                assertThat(stays.next()).isNotNull();
            }
        }
    }

    @Test
    void tellsHundredsAndTurnsAwayOneMore() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (AgentDouble bj = fixture.joined("bj");
                AgentDouble sh = fixture.joined("sh")) {
            assertThat(bj.shown).isNotNull();
            assertThat(sh.shown).isNotNull();
            List<BufferedReader> streams = new ArrayList<>();
            for (int i = 0; i < MAX_LISTENERS; i++) {
                Socket socket = listening();
                sockets.add(socket);
                streams.add(new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)));
                assertThat(streams.getLast().readLine()).isEqualTo("HTTP/1.1 200 OK");
            }
            JsonNode refusal = fixture.answer(503, "GET", "/api/v1/events", null);
            create("wan");

            assertThat(refusal.path("detail").asString("")).contains("500 listen already");
            for (BufferedReader stream : streams) {
                assertThat(stream.lines().anyMatch(line -> line.contains("\"task\":\"wan\"")))
                        .isTrue();
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private Socket listening() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                fixture.controller.peopleAddress().getPort());
        socket.getOutputStream()
                .write("GET /api/v1/events?types=task HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        return socket;
    }

    private int listeners() throws Exception {
        return fixture.json("/health")
                .path("components")
                .valueStream()
                .filter(part -> part.path("name").asString("").equals("events"))
                .map(part -> Integer.valueOf(part.path("detail").asString("").split(" ", 2)[0]))
                .findFirst()
                .orElseThrow();
    }

    private void create(String name) throws Exception {
        fixture.answer(201, "POST", "/api/v1/tasks", """
                {"name":"%s","kind":"fake","members":["bj","sh"],"period":"2s"}""".formatted(name));
    }

    private static PlanEntry entry(AgentDouble agent) throws Exception {
        return agent
                .planWith(plan ->
                        plan.entries().stream().anyMatch(entry -> entry.task().equals("wan")))
                .entries()
                .stream()
                .filter(entry -> entry.task().equals("wan"))
                .findFirst()
                .orElseThrow();
    }

    private static List<EventReader.Told> take(EventReader reader, int number) throws Exception {
        List<EventReader.Told> told = new ArrayList<>();
        while (told.size() < number) {
            EventReader.Told next = reader.next();
            assertThat(next).isNotNull();
            told.add(next);
        }
        return told;
    }

    private static List<String> names(List<EventReader.Told> told) {
        return told.stream()
                .map(event -> event.data().path("task").asString(""))
                .toList();
    }
}
