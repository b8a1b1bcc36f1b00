// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.netmonitor.lab.ProcessStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {
    @TempDir
    private Path temporary;

    private DemoFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = DemoFolder.create(temporary, ProcessStamp.current());
    }

    @Test
    void tellsTheEndOfTheLogOfAPartThatEnded() throws IOException {
        Part part = Part.start("agent", shell("seq 1 5000; echo cause >&2; exit 3"), folder);

        await().until(() -> !part.alive());

        assertThat(part.failure()).hasMessage("agent ended with status 3");
        assertThat(part.failure().logTail()).hasSize(10).contains("5000", "cause");
    }

    @Test
    void keepsTheOutputOfACommandApartFromItsErrors() throws Exception {
        Path token = temporary.resolve("token");

        Part.run("token", shell("echo secret; echo warning >&2"), folder, token);

        assertThat(Files.readString(token, UTF_8).strip()).isEqualTo("secret");
        assertThat(Files.readString(folder.path().resolve("token.log"), UTF_8)).contains("warning");
    }

    @Test
    void failsWithWhatTheCommandSaid() {
        assertThatExceptionOfType(PartFailure.class)
                .isThrownBy(() ->
                        Part.run("task", shell("echo no such node >&2; exit 2"), folder, temporary.resolve("out")))
                .withMessage("task ended with status 2")
                .matches(failure -> failure.logTail().equals(List.of("no such node")));
    }

    @Test
    void killsAPartThatDoesNotEndInTime() throws Exception {
        Part part = Part.start("agent", shell("trap '' TERM; echo ready; while :; do sleep 0.1; done"), folder);
        Path log = folder.path().resolve("agent.log");
        await().until(() -> Files.readString(log).contains("ready"));

        part.askToEnd();
        part.end(System.nanoTime() + 200_000_000L);

        assertThat(part.alive()).isFalse();
        assertThat(folder.path().resolve("processes")).isNotEmptyFile();
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }
}
