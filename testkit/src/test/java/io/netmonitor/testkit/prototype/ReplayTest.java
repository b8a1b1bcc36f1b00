// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transcripts against each other, and against peers that do and do not keep to them. */
final class ReplayTest {
    private static final Map<String, String> GIVEN =
            Map.of("host", "[::1]:9091", "origin", "[::1]:3000", "task", "basic_task", "member", "fd00:77::2");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basic",
                "bandwidth",
                "deny",
                "dispatch-accepted",
                "dispatch-failed",
                "task-basic",
                "task-bandwidth",
                "push-text",
                "push-protobuf",
                "delete-group"
            })
    void bothSidesOfATranscriptAgree(String name) throws Exception {
        Transcript transcript = Transcript.load(name);
        try (Replay answering = Replay.answer(transcript, loopback(), GIVEN)) {
            Map<String, String> opener = Replay.open(transcript, answering.address(), GIVEN);

            assertThat(answering.result()).isEqualTo(opener);
        }
    }

    @Test
    void theIndependentServerKeepsToTheTranscripts() throws Exception {
        try (PrototypeServer server = PrototypeServer.open(loopback(), ServerFaults.none())) {
            var _ = Replay.open(Transcript.load("basic"), server.address(), Map.of());
            var _ = await().until(server::served, list -> list.size() == 1);
            var _ = Replay.open(Transcript.load("bandwidth"), server.address(), Map.of());
        }
        try (PrototypeServer server =
                PrototypeServer.open(loopback(), ServerFaults.none().denying(1))) {
            assertThat(Replay.open(Transcript.load("deny"), server.address(), Map.of()))
                    .isEmpty();
        }
    }

    @Test
    void theIndependentClientKeepsToTheTranscripts() throws Exception {
        try (Replay replay = Replay.answer(Transcript.load("basic"), loopback(), Map.of());
                PrototypeClient client = new PrototypeClient(replay.address(), ClientFaults.none())) {
            ClientRun run = client.basic(3, 10_000, 0);

            assertThat(replay.result()).containsKeys("id", "sent1", "sent2", "sent3");
            assertThat(run.arrived()).hasValue(3);
            assertThat(run.replies()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aRepetitionIsTakenAsOftenAsTheClientLikes(int trains) throws Exception {
        try (Replay replay = Replay.answer(Transcript.load("bandwidth"), loopback(), Map.of());
                PrototypeClient client = new PrototypeClient(replay.address(), ClientFaults.none())) {
            ClientRun run = client.bandwidth(
                    java.util.Collections.nCopies(trains, new PrototypeClient.Train(15, 1_500, 10_000)));

            var _ = replay.result();
            assertThat(run.results())
                    .hasSize(trains)
                    .allSatisfy(r -> assertThat(r.arrived()).isEqualTo(15));
        }
    }

    @Test
    void namesTheLineThatAServerDoesNotKeepTo() throws Exception {
        try (PrototypeServer server =
                PrototypeServer.open(loopback(), ServerFaults.none().lyingOfArrived(n -> 2))) {
            assertThatThrownBy(() -> Replay.open(Transcript.load("basic"), server.address(), Map.of()))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("basic.txt line 29: server has 02 00 00 00 where the transcript wants 03 00 00 00");
        }
    }

    @Test
    void namesTheFieldThatAClientDoesNotKeepTo() throws Exception {
        ClientFaults otherId =
                ClientFaults.none().lyingInPackets(p -> new TestPacket(p.id() + 1, p.sendTimeUs(), p.sequence()));
        try (Replay replay = Replay.answer(Transcript.load("basic"), loopback(), Map.of());
                PrototypeClient client = new PrototypeClient(replay.address(), otherId)) {
            var _ = client.basic(3, 10_000, 0);

            assertThatThrownBy(replay::result)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("basic.txt line 12: client has ")
                    .hasMessageContaining("<id:8>=");
        }
    }

    @Test
    void answersEachThatComesAndForgetsNoFault() throws Exception {
        try (Replay replay = Replay.answer(Transcript.load("deny"), loopback(), Map.of());
                PrototypeClient client = new PrototypeClient(replay.address(), ClientFaults.none())) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.basic(3, 10_000, 0).greeting()).isEqualTo("deny");
            }

            assertThat(replay.result()).isEmpty();
            await().until(() -> replay.conversations() == 3);
        }
        try (Replay replay = Replay.answer(Transcript.load("basic"), loopback(), Map.of());
                PrototypeClient client = new PrototypeClient(replay.address(), ClientFaults.none())) {
            assertThat(client.basic(3, 10_000, 0).arrived()).hasValue(3);
            assertThat(client.basic(4, 10_000, 0).arrived()).isEmpty();

            await().untilAsserted(() ->
                    assertThatThrownBy(replay::result).hasMessageStartingWith("basic.txt line 5: client has "));
        }
    }

    @Test
    void aTimeOfAnotherUnitIsNoTime() throws Exception {
        ClientFaults milliseconds =
                ClientFaults.none().lyingInPackets(p -> new TestPacket(p.id(), p.sendTimeUs() / 1000, p.sequence()));
        try (Replay replay = Replay.answer(Transcript.load("basic"), loopback(), Map.of());
                PrototypeClient client = new PrototypeClient(replay.address(), milliseconds)) {
            var _ = client.basic(3, 10_000, 0);

            assertThatThrownBy(replay::result).hasMessageContaining("sent1 is no time of today in microseconds: ");
        }
    }

    @ParameterizedTest
    @CsvSource({"push-text, text/plain; version=0.0.4; charset=utf-8", "push-protobuf, application/vnd.google.protobuf"
    })
    void whatIsPushedIsAsLongAsItSays(String name, String type) throws Exception {
        BlockingQueue<byte[]> bodies = new ArrayBlockingQueue<>(1);
        BlockingQueue<String> types = new ArrayBlockingQueue<>(1);
        HttpServer gateway = HttpServer.create(loopback(), 0);
        gateway.createContext("/metrics/job/basic_task", exchange -> {
            bodies.add(exchange.getRequestBody().readAllBytes());
            types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        gateway.start();
        try {
            Transcript transcript = Transcript.load(name);

            var _ = Replay.open(transcript, gateway.getAddress(), Map.of("host", "localhost"));

            assertThat(bodies.take()).isEqualTo(transcript.body());
            assertThat(types.take()).startsWith(type);
        } finally {
            gateway.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"task-basic, basic_task", "task-bandwidth, %E5%B8%A6%E5%AE%BD_1"})
    void aTaskFileIsAsLongAsItSays(String name, String path) throws Exception {
        Transcript transcript = Transcript.load(name);
        try (Replay replay = Replay.answer(transcript, loopback(), Map.of());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + replay.address().getPort() + "/" + path + ".json"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());

            assertThat(response.body()).isEqualTo(transcript.body());
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=UTF-8");
            var _ = replay.result();
        }
    }

    @Test
    void theChineseNameIsUtf8() {
        assertThat(new String(Transcript.load("task-bandwidth").body(), StandardCharsets.UTF_8))
                .contains("\"taskName\": \"带宽_1\"", "\"taskDescription\": \"每小时\"");
    }

    @Test
    void aBadTranscriptIsRefusedWithItsLine() {
        for (List<String> bad : List.of(
                List.of("sides a b\na tcp 0", "t.txt line 2: not understood: 0"),
                List.of("sides a b\nc tcp 00", "t.txt line 2: no side: c"),
                List.of("sides a b\na sings 00", "t.txt line 2: no deed: sings"),
                List.of("sides a b\nrepeat 2\na tcp 00", "t.txt line 3: repeat without again, or no sides"))) {
            assertThatThrownBy(() -> Transcript.parse("t", bad.getFirst())).hasMessage(bad.getLast());
        }
    }

    private static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }
}
