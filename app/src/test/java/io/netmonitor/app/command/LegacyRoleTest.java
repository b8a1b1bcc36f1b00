// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.app.NetMonitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent in the place of an old node, as a process of its own, since it runs until it is told to stop. */
class LegacyRoleTest {
    private static final Pattern STARTED = Pattern.compile(
            "takes dispatches on \\[::1]:(\\d+), pushes to 192.0.2.1:9091, answers PerfTrace on tcp and udp \\[::1]:(\\d+)");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void runsWithoutAControllerAndSaysAtItsEndWhatItDid() throws Exception {
        Path log = folder.resolve("log");
        Process agent = start(log, "[::1]:0");
        MatchResult ports = await().until(
                        () -> STARTED.matcher(Files.readString(log)).results().toList(), found -> !found.isEmpty())
                .getFirst();

        assertThat(dispatch(Integer.parseInt(ports.group(1)), "file:///etc/passwd+::1"))
                .isEqualTo("Failed to download file");
        agent.destroy();

        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log))
                .contains(": neither http:// nor https://: file:///etc/passwd")
                .containsPattern("netmonitor: pushed 0 .*; 0 jobs.*took 0, refused 1: URL not allowed 1");
        assertThat(folder.resolve("data/legacy/lock")).exists();
        assertThat(folder.resolve("data/lock")).doesNotExist();
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Cli cli = Cli.run(
                    "agent",
                    "--legacy-dispatch",
                    "[::]:" + taken.getLocalPort(),
                    "--pushgateway",
                    "192.0.2.1:9091",
                    "--perftrace",
                    "[::1]:0",
                    "--data",
                    folder.resolve("data").toString());

            assertThat(cli.status).isEqualTo(2);
            assertThat(cli.err.strip().lines())
                    .singleElement()
                    .asString()
                    .startsWith("netmonitor: cannot listen on tcp [::]:" + taken.getLocalPort())
                    .endsWith("choose another with --legacy-dispatch");
        }
    }

    private Process start(Path log, String anyPort) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NetMonitor.class.getName(),
                        "agent",
                        "--legacy-dispatch",
                        anyPort,
                        "--pushgateway",
                        "192.0.2.1:9091",
                        "--perftrace",
                        anyPort,
                        "--data",
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        started.add(process);
        return process;
    }

    private static String dispatch(int port, String message) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("::1"), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
