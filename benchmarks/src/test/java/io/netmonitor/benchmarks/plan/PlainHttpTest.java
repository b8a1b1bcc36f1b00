// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Against a server that says what it was told to say. */
final class PlainHttpTest {
    @Test
    void readsAnswersOneAfterTheOther() throws Exception {
        try (Pair pair = new Pair("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"
                + "HTTP/1.1 204 No Content\r\nDate: today\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")) {
            assertThat(pair.http.send("GET", "/a", null)).isEqualTo(new PlainHttp.Answer(200, "hello"));
            assertThat(pair.http.send("PUT", "/b", "{\"ä\":1}")).isEqualTo(new PlainHttp.Answer(204, ""));
            assertThat(pair.http.send("GET", "/c", null)).isEqualTo(new PlainHttp.Answer(200, "abcde"));
            assertThat(pair.heard())
                    .contains("GET /a HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n")
                    .contains("Content-Length: 8\r\nContent-Type: application/json\r\n\r\n{\"ä\":1}GET /c");
        }
    }

    @Test
    void failsWhenAnAnswerIsCutShort() throws Exception {
        try (Pair pair = new Pair("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello")) {
            assertThatThrownBy(() -> pair.http.send("GET", "/a", null))
                    .hasMessage("the connection ended in the midst of an answer");
        }
    }

    /** Both ends of a connection, of which one has said everything before it is asked. */
    private static final class Pair implements AutoCloseable {
        final PlainHttp http;
        private final Socket server;

        Pair(String said) throws IOException {
            try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                http = new PlainHttp(new Socket(door.getInetAddress(), door.getLocalPort()), "here");
                server = door.accept();
            }
            server.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
            server.shutdownOutput();
        }

        String heard() throws IOException {
            http.close();
            return new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            http.close();
            server.close();
        }
    }
}
