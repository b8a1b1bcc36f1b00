// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {
    @TempDir
    private Path folder;

    @Test
    void returnsWhatACommandPrints() throws Exception {
        String said = place().run(Duration.ofSeconds(10), List.of("echo", "one"));

        assertThat(said).isEqualTo("one\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesACommandThatFailsWithWhatItSaid() {
        List<String> command = List.of("sh", "-c", "echo broken >&2; exit 3");

        assertThatThrownBy(() -> place().run(Duration.ofSeconds(10), command))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("failed (exit 3): broken");
    }

    @Test
    void endsACommandThatTakesTooLong() {
        assertThatThrownBy(() -> place().run(Duration.ofMillis(50), List.of("sleep", "60")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not end within");
    }

    @Test
    void tellsOfAServiceThatEndsAtOnce() throws IOException {
        try (Service service = place().start(List.of("sh", "-c", "echo no such device"))) {
            assertThatThrownBy(() -> service.awaitText("ready"))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("ended: no such device");
        }
    }

    private Place place() {
        return new Place(List.of(), folder);
    }
}
