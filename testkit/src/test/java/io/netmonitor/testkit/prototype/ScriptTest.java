// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The old node, the old controller and the reader of output, with each other and with what section 4 prints. */
final class ScriptTest {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    /** As the description of the command line shows it. */
    private static final String BASIC = """
            Two way delay:
                min/aver/max = 0.095/0.147/0.388 ms
            One way delay:
                Source->Dest: min/aver/max = 0.068/0.087/0.179 ms
                Dest->Source: min/aver/max = 0.022/0.060/0.209 ms
            ===============================================
            Two way jitter:
                0.180 ms
            One way jitter:
                Source->Dest: 0.062 ms
                Dest->Source: 0.121 ms
            ===============================================
            Two way packet loss rate:
                10.00%
            One way packet loss rate:
                Source->Dest: 4.00%
                Dest->Source: 6.00%
            ===============================================
            INSERT INTO PerfRecords VALUES(NULL, 'test', 1795343360077013, '0.0.0.0', '10.77.0.2', 1, 87, 59, 147, \
            62.352, 120.508, 180.484, 0.040000, 0.060000, 0.100000, NULL, NULL);
            """;

    private static final String BANDWIDTH = """
            ======================Final Result======================
            final result: 976908736.000000bps.
            INSERT INTO PerfRecords VALUES(NULL, 'test', 1795343360077013, '0.0.0.0', '10.77.0.2', 2, 87, NULL, NULL, \
            62.352, NULL, NULL, 0.000000, NULL, NULL, 976908736.000000, NULL);
            """;

    @TempDir
    Path folder;

    @Test
    void aNodeMeasuresThoseBeforeItselfAndPushesBothDirections() throws Exception {
        Path task = task("Basic", "::1", "10.0.0.9", "10.0.0.10", "10.0.0.2", "fd00::9");
        try (RunningScript sink = sink();
                RunningScript node = node(sink.number("listening", "pushgateway"), BASIC);
                RunningScript controller = controller(task, node)) {
            assertThat(node.await("accepted")).contains("\"job\": \"old_task\", \"member\": \"::1\"");
            assertThat(node.await("measured")).contains("\"member\": \"10.0.0.10\"");
            assertThat(node.await("measured")).contains("\"member\": \"10.0.0.2\"");
            assertThat(node.await("measured")).contains("\"member\": \"10.0.0.9\"");
            assertThat(node.await("pushed")).contains("200");
            assertThat(node.await("round")).contains("old_task");

            assertThat(controller.await("answered")).contains("File content parsed successfully");
        }
        List<Path> bodies;
        try (var files = Files.list(folder.resolve("record"))) {
            bodies = files.sorted().toList();
        }
        assertThat(bodies).hasSize(3);
        assertThat(bodies.getFirst()).hasContent("""
                # HELP netmonitor Network performance
                # TYPE netmonitor gauge
                netmonitor{dip="10.0.0.10",metric="RTT",sip="::1"} 0.147
                netmonitor{dip="10.0.0.10",metric="OWD",sip="::1"} 0.087
                netmonitor{dip="::1",metric="OWD",sip="10.0.0.10"} 0.06
                netmonitor{dip="10.0.0.10",metric="OW_Jitter",sip="::1"} 0.062
                netmonitor{dip="::1",metric="OW_Jitter",sip="10.0.0.10"} 0.121
                netmonitor{dip="10.0.0.10",metric="RT_Loss",sip="::1"} 0.1
                netmonitor{dip="10.0.0.10",metric="OW_Loss",sip="::1"} 0.04
                netmonitor{dip="::1",metric="OW_Loss",sip="10.0.0.10"} 0.06
                """);
        assertThat(Files.readAllLines(bodies.getLast())).hasSize(2 + 3 * 8);
        assertThat(Files.readString(folder.resolve("commands")))
                .startsWith("-c 10 -i 10ms -m 1 -s 10.0.0.10\n-c 10 -i 10ms -m 1 -s 10.0.0.2\n");
    }

    @Test
    void aNodeMeasuresTheBandwidthToAllOthers() throws Exception {
        Path task = task("AB", "::1", "zz", "10.0.0.2");
        try (RunningScript sink = sink();
                RunningScript node = node(sink.number("listening", "pushgateway"), BANDWIDTH);
                RunningScript controller = controller(task, node)) {
            assertThat(node.await("measured")).contains("\"member\": \"10.0.0.2\"");
            assertThat(node.await("measured")).contains("\"member\": \"zz\"");
            var _ = node.await("pushed");
            assertThat(controller.events()).isNotEmpty();
        }
        assertThat(folder.resolve("record").resolve("0002-old_task.body")).hasContent("""
                # HELP netmonitor Network performance
                # TYPE netmonitor gauge
                netmonitor{dip="10.0.0.2",metric="AB",sip="::1"} 9.76908736e+08
                netmonitor{dip="zz",metric="AB",sip="::1"} 9.76908736e+08
                """);
        assertThat(Files.readString(folder.resolve("commands"))).startsWith("-m 2 -s 10.0.0.2\n-m 2 -s zz\n");
    }

    @Test
    void aTaskThatIsNoPythonIsRefused() throws Exception {
        Path task = task("Basic", "::1");
        Files.writeString(task, Files.readString(task).replace("\"taskType\"", "\"paused\": false, \"taskType\""));
        try (RunningScript node = node(9, BASIC);
                RunningScript controller = controller(task, node)) {
            assertThat(node.await("refused")).contains("ValueError");
            assertThat(controller.await("answered")).contains("Failed to download file");
        }
    }

    @Test
    void aNodeKeepsToTheTranscriptsOfDispatch() throws Exception {
        try (RunningScript node = node(9, BASIC)) {
            InetSocketAddress door = loopback(node.number("listening", "port"));
            for (String kind : List.of("task-basic", "task-bandwidth")) {
                try (Replay file = Replay.answer(Transcript.load(kind), loopback(0), Map.of())) {
                    Map<String, String> given = Map.of(
                            "origin",
                            "[::1]:" + file.address().getPort(),
                            "task",
                            kind.equals("task-basic") ? "basic_task" : "带宽_1",
                            "member",
                            "10.77.0.2");

                    var _ = Replay.open(Transcript.load("dispatch-accepted"), door, given);

                    assertThat(file.result())
                            .containsEntry("host", "[::1]:" + file.address().getPort());
                }
            }
            var _ = Replay.open(
                    Transcript.load("dispatch-failed"),
                    door,
                    Map.of("origin", "[::1]:1", "task", "basic_task", "member", "10.77.0.2"));
        }
    }

    @Test
    void theOldPushgatewayKeepsToTheTranscriptsAndReplacesTheGroup() throws Exception {
        try (RunningScript sink = sink()) {
            InetSocketAddress door = loopback(sink.number("listening", "pushgateway"));
            Map<String, String> host = Map.of("host", "[::1]:9091", "task", "basic_task");

            var _ = Replay.open(Transcript.load("push-text"), door, host);
            assertThat(metrics(door))
                    .contains(
                            "netmonitor{job=\"basic_task\",dip=\"10.77.0.1\",metric=\"RTT\",sip=\"10.77.0.2\"} 0.147");

            var _ = Replay.open(Transcript.load("push-protobuf"), door, host);
            assertThat(metrics(door)).isEqualTo("# job=\"basic_task\": 208 bytes that are not text\n");

            var _ = Replay.open(Transcript.load("delete-group"), door, host);
            assertThat(metrics(door)).isEmpty();
        }
    }

    @Test
    void theReaderReadsWhatTheOriginalPrints() throws Exception {
        assertThat(read(BASIC, "-m", "1", "-s", "10.77.0.2"))
                .contains(
                        "\"status\": 0",
                        "\"rtt\": {\"min\": 0.095, \"mean\": 0.147, \"max\": 0.388}",
                        "\"jitter_ds\": 0.121",
                        "\"loss_ds\": 6.0",
                        "\"owd_ds\": 59.0",
                        "\"faults\": []");
        assertThat(read(BANDWIDTH, "-m", "2", "-s", "10.77.0.2"))
                .contains("\"bandwidth\": 976908736.0", "\"abw_sd\": 976908736.0", "\"faults\": []");
    }

    @Test
    void theReaderNamesWhatScriptsWouldNotFind() throws Exception {
        assertThat(read(BASIC.replace("0.180 ms", "NaN ms"), "-s", "x")).contains("no match: Two way jitter");
        assertThat(read(BASIC.replace("0.095/0.147", "0.95/0.147"), "-s", "x")).contains("rtt is out of order");
        assertThat(read(BANDWIDTH.replace("976908736.000000bps", "-1bps"), "-m", "2", "-s", "x"))
                .contains("no match: final result");
        assertThat(read(BANDWIDTH.replace("62.352", "6.2e1"), "-m", "2", "-s", "x"))
                .contains("the record is not as it should be");
        assertThat(read(BASIC.replace("min/aver/max = 0.068", "min/aver/max = -0.068"), "-s", "x"))
                .contains("\"owd_sd\": null", "\"faults\": []");
    }

    private String read(String output, String... options) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("--", cli(output)));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(Script.READ_CLI.command(folder, command))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(said.contains("\"faults\": []") ? 0 : 2);
        return said;
    }

    /** A program that notes its arguments and prints that. */
    private String cli(String output) throws IOException {
        Path printed = Files.writeString(folder.resolve("printed"), output);
        Path program = Files.writeString(
                folder.resolve("perftrace_cli"),
                "#!/bin/sh\necho \"$@\" >> " + folder.resolve("commands") + "\ncat " + printed + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.toString();
    }

    private RunningScript node(int pushgateway, String output) throws IOException {
        return RunningScript.start(
                Script.OLD_NODE,
                folder,
                List.of("--listen", "[::1]:0", "--pushgateway", "[::1]:" + pushgateway, "--cli", cli(output)));
    }

    private RunningScript sink() throws IOException {
        Path record = Files.createDirectories(folder.resolve("record"));
        return RunningScript.start(
                Script.OLD_CONTROLLER, folder, List.of("--pushgateway", "[::1]:0", "--record", record.toString()));
    }

    private RunningScript controller(Path task, RunningScript node) throws Exception {
        return RunningScript.start(
                Script.OLD_CONTROLLER,
                folder,
                List.of(
                        "--task",
                        task.toString(),
                        "--listen",
                        "[::1]:0",
                        "--between",
                        "0",
                        "--node-port",
                        String.valueOf(node.number("listening", "port"))));
    }

    /** From an hour ago on, once a minute. The first member is asked first. */
    private Path task(String type, String... members) throws IOException {
        LocalDateTime now = LocalDateTime.now(java.time.ZoneId.systemDefault());
        return Files.writeString(folder.resolve("task.json"), """
                {
                  "taskName": "old_task",
                  "taskDescription": "",
                  "taskType": "%s",
                  "testMembers": ["%s"],
                  "taskStartTime": "%s",
                  "taskEndTime": "%s",
                  "measurementPeriod": "1",
                  "measurementPeriodUnit": "minutes"
                }""".formatted(
                        type,
                        String.join("\", \"", members),
                        now.minusHours(1).format(MINUTES),
                        now.plusHours(1).format(MINUTES)));
    }

    private static String metrics(InetSocketAddress door) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://[::1]:" + door.getPort() + "/metrics");
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("::1"), port);
    }
}
