// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reflector as a process of its own, since it runs until it is told to stop. */
class ReflectorCommandTest {
    private static final Pattern LISTENING = Pattern.compile("answers on (127\\.0\\.0\\.1:\\d+)");

    private static final Pattern MEASURING =
            Pattern.compile("bandwidth measurements on tcp and udp (127\\.0\\.0\\.1:\\d+)");

    private static final Pattern PERFTRACE = Pattern.compile("PerfTrace on tcp and udp (127\\.0\\.0\\.1:\\d+)");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void saysAtItsEndWhatItAnsweredAndDropped() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "00112233445566778899aabbccddeeff");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path log = folder.resolve("log");
        QuietMoment.find(() -> {
            Process reflector = start(log, "--auth-key-file", key.toString());
            String target = awaitAddress(log, LISTENING);

            Cli good = Cli.run("probe", "basic", target, "-c", "5", "-i", "1ms", "--auth-key-file", key.toString());
            Cli bad = Cli.run("probe", "basic", target, "-c", "5", "-i", "1ms", "--timeout", "50ms");
            reflector.destroy();

            assertThat(reflector.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(good.out).contains("5 sent, 5 arrived, 5 returned; authenticated");
            assertThat(bad.out).contains("lost");
            assertThat(Files.readString(log)).containsPattern("netmonitor: udp port \\d+ answered \\d+, [a-z-]+ \\d+");
        });
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "00112233445566778899aabbccddeeff");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        Cli cli = Cli.run("reflector", "--listen", "127.0.0.1:0", "--auth-key-file", key.toString());

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err).contains("`chmod 600 " + key + "`");
    }

    @Test
    void answersBandwidthMeasurementsWhenItIsTold() throws Exception {
        Path log = folder.resolve("log");
        QuietMoment.find(() -> {
            Process reflector = start(log, "--bandwidth", "127.0.0.1:0");

            Cli measured = Cli.run("probe", "bandwidth", awaitAddress(log, MEASURING), "--max-rate", "50M");
            reflector.destroy();

            assertThat(reflector.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(measured.out).contains(": above");
            assertThat(Files.readString(log))
                    .containsPattern("netmonitor: udp port \\d+ answered 0")
                    .containsPattern(
                            "netmonitor: tcp and udp port \\d+ served 1 bandwidth measurements, turned away 0");
        });
    }

    @Test
    void answersThePrototypesMeasurementsWhenItIsTold() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process reflector = start(log, "--perftrace", "127.0.0.1:0");

        Cli measured = perfTrace(awaitAddress(log, PERFTRACE));
        reflector.destroy();

        assertThat(reflector.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(measured.out).as(measured.err).contains("INSERT INTO PerfRecords VALUES");
        assertThat(Files.readString(log))
                .containsPattern("netmonitor: udp port \\d+ answered 0")
                .containsPattern("netmonitor: perftrace at tcp and udp port \\d+ ");
    }

    @Test
    void isThePrototypesServerByThatName() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process server = start(log, ProductJava.command("perftrace_srv", "--listen", "127.0.0.1:0"));

        Cli measured = perfTrace(awaitAddress(log, PERFTRACE));
        server.destroy();

        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(measured.out).as(measured.err).contains("INSERT INTO PerfRecords VALUES");
        assertThat(Files.readString(log)).containsPattern("netmonitor: perftrace at tcp and udp port \\d+ ");
    }

    private Cli perfTrace(String server) {
        return Cli.run(
                "perftrace_cli",
                "-s",
                server,
                "--db",
                folder.resolve("perftrace.db").toString());
    }

    @Test
    void refusesAKeyForThePrototypesMeasurements() {
        Cli cli =
                Cli.run("reflector", "--listen", "127.0.0.1:0", "--perftrace", "127.0.0.1:0", "--auth-key-file", "key");

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err.strip().lines()).hasSize(1);
        assertThat(cli.err).contains("--perftrace: does not go with --auth-key-file");
    }

    @Test
    void refusesAKeyForBandwidthMeasurements() {
        Cli cli =
                Cli.run("reflector", "--listen", "127.0.0.1:0", "--bandwidth", "127.0.0.1:0", "--auth-key-file", "key");

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err.strip().lines()).hasSize(1);
        assertThat(cli.err)
                .contains("--bandwidth: does not go with --auth-key-file")
                .contains("secured by an agent's certificates, and without an agent it is open to everybody");
    }

    @Test
    void saysWhichBandwidthPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            Cli cli = Cli.run("reflector", "--listen", "127.0.0.1:0", "--bandwidth", address);

            assertThat(cli.status).isEqualTo(2);
            assertThat(cli.err).contains("cannot listen on tcp " + address);
        }
    }

    private Process start(Path log, String... options) throws IOException {
        List<String> command = ProductJava.command("reflector", "--listen", "127.0.0.1:0");
        command.addAll(List.of(options));
        return start(log, command);
    }

    private Process start(Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        started.add(process);
        return process;
    }

    private static String awaitAddress(Path log, Pattern words) {
        return await().until(() -> address(log, words), address -> !address.isEmpty());
    }

    private static String address(Path log, Pattern words) throws IOException {
        Matcher matcher = words.matcher(Files.readString(log));
        return matcher.find() ? matcher.group(1) : "";
    }
}
