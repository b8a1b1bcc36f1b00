// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.command.ProductJava;
import io.netmonitor.core.json.Json;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import io.netmonitor.testkit.host.FreePort;
import io.netmonitor.testkit.host.QuietMoment;
import io.netmonitor.testkit.prototype.PrototypeServer;
import io.netmonitor.testkit.prototype.Reply;
import io.netmonitor.testkit.prototype.Script;
import io.netmonitor.testkit.prototype.ServerFaults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The command as a process of its own, read by a script with the expressions of the field. */
class PerfTraceProcessTest {
    @TempDir
    private Path folder;

    /** What the script made of it. */
    private record Reading(int status, JsonNode said, String err) {
        String text(String pointer) {
            return said.at(pointer).asString();
        }
    }

    private Reading read(
            InetSocketAddress server, List<String> java, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("--allow-lost", "--"));
        List<String> product = ProductJava.command("perftrace_cli", "-s", text(server));
        words.add(product.getFirst());
        words.addAll(java);
        words.addAll(product.subList(1, product.size()));
        words.addAll(List.of(options));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(Script.READ_CLI.command(folder, words))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Reading(
                process.exitValue(),
                Json.read(Files.readString(out, StandardCharsets.UTF_8), JsonNode.class),
                Files.readString(err));
    }

    private static String text(InetSocketAddress server) {
        String host = server.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    }

    @ParameterizedTest
    @CsvSource({"tr_TR.UTF-8, tr, ::1", "ar_EG.UTF-8, ar-u-nu-arab, 127.0.0.1", "C, de, ::1"})
    void isReadInEveryLocale(String locale, String language, String address) throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at(address))) {
            QuietMoment.find(() -> {
                Reading reading = read(
                        server.address(),
                        List.of("-Duser.language=" + language.substring(0, 2), "-Duser.country=EG"),
                        Map.of("LC_ALL", locale),
                        "-c",
                        "10",
                        "-i",
                        "50ms",
                        "-m",
                        "1");

                assertThat(reading.status).as(reading.err).isZero();
                assertThat(reading.text("/values/loss")).isEqualTo("0.0");
                assertThat(reading.text("/record/task")).isEqualTo("test");
                assertThat(folder.resolve("state/netmonitor/perftrace.db")).isNotEmptyFile();
            });
        }
    }

    @Test
    void isReadWhenAllIsLost() throws Exception {
        try (PrototypeServer server =
                PrototypeServer.open(at("::1"), ServerFaults.none().losing(n -> true))) {
            Reading reading = read(server.address(), List.of(), Map.of(), "-i", "50ms");

            assertThat(reading.status).as(reading.err).isZero();
            assertThat(reading.text("/values/all_lost")).isEqualTo("true");
            assertThat(reading.text("/record/loss_rtt")).isEqualTo("1.0");
        }
    }

    @Test
    void isReadWhenTheOtherClockIsBehind() throws Exception {
        ServerFaults faults = ServerFaults.none()
                .lyingInReplies(r -> new Reply(
                        r.id(), r.sendTimeUs(), r.sendSequence(), r.replySequence(), r.arrivalTimeUs() - 5_000_000));
        try (PrototypeServer server = PrototypeServer.open(at("127.0.0.1"), faults)) {
            QuietMoment.find(() -> {
                Reading reading = read(server.address(), List.of(), Map.of(), "-i", "50ms");

                assertThat(reading.status).as(reading.err).isZero();
                assertThat(reading.said.at("/values/owd_sd").isNull())
                        .as("scripts do not find a negative one")
                        .isTrue();
                assertThat(reading.said.at("/values/owd_ds/min").asDouble()).isGreaterThan(4_000);
                assertThat(reading.said.at("/record/owd_sd").asDouble()).isLessThan(-4_000_000);
            });
        }
    }

    @Test
    void isReadWhenTheServersClockIsAhead() throws Exception {
        ServerFaults faults = ServerFaults.none()
                .lyingInReplies(r -> new Reply(
                        r.id(), r.sendTimeUs(), r.sendSequence(), r.replySequence(), r.arrivalTimeUs() + 5_000_000));
        try (PrototypeServer server = PrototypeServer.open(at("127.0.0.1"), faults)) {
            QuietMoment.find(() -> {
                Reading reading = read(server.address(), List.of(), Map.of(), "-i", "50ms");

                assertThat(reading.status).as(reading.err).isZero();
                assertThat(reading.said.at("/values/owd_ds/max").asDouble()).isLessThan(-4_000);
            });
        }
    }

    @Test
    void isReadAsAFailureWhenNobodyIsThere() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InetSocketAddress nobody = FreePort.at(loopback);

        Reading reading = read(nobody, List.of(), Map.of());

        assertThat(reading.status).isEqualTo(1);
        assertThat(reading.text("/status")).isEqualTo("1");
        assertThat(reading.err).startsWith("netmonitor: nobody answers at tcp ").hasLineCount(1);
        assertThat(folder.resolve("state")).doesNotExist();
    }

    /** As scripts call it: by a link to the script that comes with the product. */
    @Test
    void isStartedByItsOwnNameThroughLinks() throws Exception {
        Path root = folder.resolve("product");
        Files.createDirectories(root.resolve("bin"));
        Path script = Path.of("../bin/perftrace_cli");
        Files.copy(script, root.resolve("bin/perftrace_cli"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Path netmonitor = Files.writeString(root.resolve("netmonitor"), "#!/bin/sh\nprintf '%s|' \"$@\"\n");
        assertThat(netmonitor.toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(folder.resolve("away"), Path.of("product/bin/perftrace_cli"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("away"));

        Process process = new ProcessBuilder(link.toString(), "-s", "a b", "-n", "").start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("perftrace_cli|-s|a b|-n||");
        assertThat(process.waitFor()).isZero();
    }
}
