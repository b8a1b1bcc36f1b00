// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.app.command.EventStream.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static EventStream stream(String text) {
        return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), () -> {});
    }

    @Test
    void readsEventsBetweenComments() throws IOException {
        try (EventStream stream = stream(": hello\n\nid: 7\nevent: result\ndata: {\"a\":\ndata: 1}\n\n: still here\n\n"
                + "event: node\n\nretry: 5\r\ndata:北京\r\n\r\ndata: cut off")) {
            assertThat(stream.next()).isEqualTo(new Event("result", "{\"a\":\n1}"));
            assertThat(stream.next()).isEqualTo(new Event("message", "北京"));
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void isNotFilledByLinesOrEventsWithoutEnd() {
        assertThatThrownBy(stream("data: " + "a".repeat(EventStream.MAX_BYTES) + "\n\n")::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a line of an event is longer than 1048576 bytes");
        assertThatThrownBy(stream(("data: " + "a".repeat(1_000) + "\n").repeat(1_100))::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("an event is longer than 1048576 characters");
    }

    @Test
    void closesWhatBelongsToIt() {
        AtomicInteger closed = new AtomicInteger();

        new EventStream(new ByteArrayInputStream(new byte[0]), closed::incrementAndGet).close();

        assertThat(closed).hasValue(1);
    }
}
