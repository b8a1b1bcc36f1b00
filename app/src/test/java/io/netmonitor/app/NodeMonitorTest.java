// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's program, with the libraries alone that its archive holds. */
class NodeMonitorTest {
    private static final Pattern NODE_LIBRARIES = Pattern.compile("(?m)^readonly node_libraries=\\((.*)\\)$");
    private static final Pattern LISTENING = Pattern.compile("answers on (127\\.0\\.0\\.1:\\d+)");

    private static final Pattern NO_CONTROLLER = Pattern.compile("(no answer from 127\\.0\\.0\\.1:1)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private Path log;

    @BeforeEach
    void begin() {
        log = folder.resolve("log");
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void hasANodesCommandsAndNoOthers() throws Exception {
        assertThat(said("--help"))
                .contains("Usage: netmonitor")
                .contains("  agent ", "  reflector ", "  probe ", "  doctor ")
                .doesNotContain("  controller ", "  demo ", "  task ");
    }

    @Test
    void answersAndMeasures() throws Exception {
        Process reflector = start(log, "reflector", "--listen", "127.0.0.1:0", "--bandwidth", "127.0.0.1:0");
        String target = await().atMost(PATIENCE).until(() -> found(LISTENING), at -> !at.isEmpty());

        assertThat(said("probe", "basic", target, "-c", "3", "-i", "1ms", "--timeout", "10s"))
                .contains("3 sent, 3 arrived, 3 returned");

        assertThat(reflector.isAlive()).isTrue();
    }

    @Test
    void startsAnAgentThatLooksForItsController() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "nm1.secret." + "A".repeat(43));

        Process agent = start(
                log,
                "agent",
                "--controller=https://127.0.0.1:1",
                "--token-file=" + token,
                "--name=n",
                "--data=" + folder.resolve("data"),
                "--reflector=127.0.0.1:0",
                "--bandwidth=127.0.0.1:0");

        await().atMost(PATIENCE).until(() -> !found(NO_CONTROLLER).isEmpty());
        assertThat(agent.isAlive()).isTrue();
    }

    @Test
    void looksForWhatSpoilsMeasurements() throws Exception {
        assertThat(said("doctor", "--json")).contains("\"name\":\"kernel stamps\"");
    }

    private String said(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        assertThat(start(output, arguments).waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return Files.readString(output);
    }

    private Process start(Path output, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                NodeMonitor.class.getName()));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(process);
        return process;
    }

    private String found(Pattern words) throws IOException {
        Matcher matcher = words.matcher(Files.readString(log));
        return matcher.find() ? matcher.group(1) : "";
    }

    /** What is on this class path of the libraries that the archive is made of: jars, or folders of classes in a build. */
    private static String classPath() throws IOException {
        Matcher list = NODE_LIBRARIES.matcher(Files.readString(Path.of("../bin/launcher/package.bash")));
        assertThat(list.find()).isTrue();
        String names = list.group(1).strip().replace("netmonitor", "app").replace(' ', '|');
        Pattern wanted = Pattern.compile(".*/(?:(?:%1$s)/target/classes|(?:%1$s)-[0-9][^/]*\\.jar)".formatted(names));
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> wanted.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
