// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.app.command.ControllerDouble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyTasksTest {
    private static final String WAN = """
            name: wan
            kind: basic
            members: [bj, sh]
            period: 1m
            """;

    private static final String VOICE = """
            name: voice
            kind: basic
            members: [bj, sh]
            period: 10s
            """;

    @TempDir
    private Path folder;

    private ControllerDouble controller;

    @BeforeEach
    void start() throws IOException {
        controller = new ControllerDouble();
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("tasks.yaml"), text).toString();
    }

    private Cli apply(String text, String... options) throws IOException {
        String[] arguments = new String[4 + options.length];
        System.arraycopy(new String[] {"task", "apply", "-f", file(text)}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        return controller.run(arguments);
    }

    @Test
    void saysOfEachTaskWhatBecameOfIt() throws IOException {
        assertThat(apply(WAN).out).isEqualTo("task wan: created, revision 1\n");

        Cli again = apply(WAN.replace("1m", "30s") + "---\n" + VOICE);

        assertThat(again.status).isZero();
        assertThat(again.err).isEmpty();
        assertThat(again.out).isEqualTo("task wan: changed to revision 2\ntask voice: created, revision 1\n");
        assertThat(apply(VOICE).out).isEqualTo("task voice: unchanged, revision 1\n");
    }

    @Test
    void takesAListOfTasksInJson() throws IOException {
        Cli cli = apply("""
                [{"name": "a", "kind": "basic", "members": ["bj", "sh"], "period": "1m"},
                 {"name": "b", "kind": "basic", "members": ["bj", "sh"], "period": "1m"}]
                """);

        assertThat(cli.out).isEqualTo("task a: created, revision 1\ntask b: created, revision 1\n");
    }

    @Test
    void readsStandardInput() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(WAN.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(controller.run("task", "apply", "-f", "-").out).isEqualTo("task wan: created, revision 1\n");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void handsTimesThroughAsTheyAreWritten() throws IOException {
        apply(WAN + "start: 2026-12-01 08:00\nend: 2026-12-31T20:00\nzone: Asia/Shanghai\n");

        assertThat(controller.changes())
                .singleElement()
                .asString()
                .contains("\"start\":\"2026-12-01 08:00\"")
                .contains("\"end\":\"2026-12-31T20:00\"")
                .contains("\"zone\":\"Asia/Shanghai\"");
    }

    @Test
    void listsEveryFaultOfEveryTaskAndChangesNothing() throws IOException {
        Cli cli = apply(VOICE + "---\n" + WAN.replace("period", "peroid") + "---\nname: third\nmembers: 3\n");

        String file = folder.resolve("tasks.yaml").toString();
        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.out).isEmpty();
        assertThat(cli.err.lines())
                .satisfiesExactly(
                        unknown -> assertThat(unknown)
                                .startsWith("netmonitor: " + file
                                        + ":9: task wan: peroid: is unknown; there are name, title,")
                                .contains("zone"),
                        missing -> assertThat(missing)
                                .isEqualTo(
                                        "netmonitor: " + file + ":6: task wan: period: is missing; write a duration"),
                        setting -> assertThat(setting)
                                .startsWith("netmonitor: " + file + ":6: task wan: settings.count: is out"),
                        type -> assertThat(type)
                                .isEqualTo(
                                        "netmonitor: " + file + ":12: task third: members: is missing or not a list"),
                        missing -> assertThat(missing).contains(file + ":11: task third: period: is missing"),
                        setting -> assertThat(setting).contains(file + ":11: task third: settings.count: is outside"));
        assertThat(controller.changes()).isEmpty();
    }

    @Test
    void refusesTwoTasksOfOneName() throws IOException {
        Cli cli = apply(WAN + "---\n" + WAN);

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err).contains("tasks.yaml:6: task wan: name: is that of two tasks; the other is at ");
        assertThat(cli.err).contains("tasks.yaml:1").hasLineCount(1);
        assertThat(controller.changes()).isEmpty();
    }

    @Test
    void saysWhichTaskTheControllerRefusesWithoutNamingAField() throws IOException {
        controller.refuse("PUT /api/v1/tasks/wan?dryRun=true", 409, "The change is in conflict", "no slot is free");

        Cli cli = apply(VOICE + "---\n" + WAN);

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err).endsWith("tasks.yaml:6: task wan: The change is in conflict: no slot is free\n");
        assertThat(controller.tasks.names()).isEmpty();
    }

    @Test
    void saysThatTheControllerIsAtFault() throws IOException {
        controller.refuse("PUT /api/v1/tasks/wan?dryRun=true", 503, "Not now", "it is our fault");

        Cli cli = apply(WAN);

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err).isEqualTo("netmonitor: Not now: it is our fault\n");
    }

    @Test
    void takesNoTaskForAPreview() throws IOException {
        controller.answer("PUT /api/v1/tasks/wan?dryRun=true", "{\"name\": \"wan\", \"revision\": 1}");

        Cli cli = apply(WAN, "--dry-run");

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err)
                .contains("it knows no dry run and has applied task wan")
                .hasLineCount(1);
    }

    @Test
    void showsWhatWouldChangeBeSentAndNotBeMeasured() throws IOException {
        apply(WAN + "title: Old\nsettings: {count: 10, dscp: 46}\n");
        controller.tasks.previewing("""
                {"paths": 12, "shortestPeriod": "30s",
                 "nodes": [
                  {"node": "bj", "sentBps": 1234.5, "receivedBps": 98900000, "measurementsPerRound": 3, "atMost": false},
                  {"node": "gz", "sentBps": 2000000, "receivedBps": 0, "measurementsPerRound": 1, "atMost": true}],
                 "unmeasurable": [{"source": "bj", "destination": "gz", "reason": "gz has no IPv6 address"}]}
                """);

        Cli cli = apply(
                WAN.replace("bj, sh", "bj, gz").replace("1m", "30s") + "settings: {count: 20, dscp: 46}\n",
                "--dry-run");

        assertThat(cli.status).isZero();
        assertThat(cli.out).isEqualTo("""
                task wan: would be changed
                  - title: Old
                  - members: sh
                  + members: gz
                  - period: 1m
                  + period: 30s
                  - settings.count: 10
                  + settings.count: 20
                12 paths, shortest period 30s
                NODE  SENDS                RECEIVES     MEASUREMENTS A ROUND
                bj    1.235 kbit/s         98.9 Mbit/s  3
                gz    at most 2.00 Mbit/s  0 bit/s      1
                1 path cannot be measured:
                  bj → gz: gz has no IPv6 address
                """);
        assertThat(controller.changes()).hasSize(1);
    }

    @Test
    void tellsOfPathsThatCannotBeMeasured() throws IOException {
        controller.tasks.previewing("""
                {"paths": 2, "unmeasurable": [{"source": "bj", "destination": "sh", "reason": "both are behind NAT"}]}
                """);

        assertThat(apply(WAN).out)
                .isEqualTo("task wan: created, revision 1; 1 path cannot be measured, see --dry-run\n");
    }
}
