// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.app.command.ControllerDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskCommandsTest {
    @TempDir
    private Path folder;

    private ControllerDouble controller;

    @BeforeEach
    void start() throws IOException {
        controller = new ControllerDouble();
        Path file = Files.writeString(folder.resolve("t.yaml"), """
                - {name: wan, kind: basic, members: [bj, sh], period: 1m}
                - {name: voice, kind: basic, topology: hub, hub: bj, members: [sh, gz], period: 10s}
                - {name: lines, kind: bandwidth, topology: pairs, pairs: [[bj, sh], [bj, gz]], period: 15m}
                """);
        controller.run("task", "apply", "-f", file.toString());
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void listsTasksWithWhoMeasuresWhom() {
        assertThat(controller.run("task", "list").out).isEqualTo("""
                TASK   KIND       STATE   PERIOD  REVISION  AMONG
                wan    basic      active  1m      1         bj, sh
                voice  basic      active  10s     1         bj and each of sh, gz
                lines  bandwidth  active  15m     1         bj and sh, bj and gz
                """);
    }

    @Test
    void pausesResumesAndEnds() {
        assertThat(controller.run("task", "pause", "wan").out).isEqualTo("task wan: paused, revision 2\n");
        assertThat(controller.run("task", "resume", "wan", "--revision", "2").out)
                .isEqualTo("task wan: active, revision 3\n");
        assertThat(controller.run("task", "end", "wan").out).isEqualTo("task wan: ended, revision 4\n");
        assertThat(controller.changes()).contains("POST /api/v1/tasks/wan/resume If-Match \"2\"");
    }

    @Test
    void overlooksNobodyElsesChange() {
        Cli cli = controller.run("task", "end", "wan", "--revision", "7");

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err).isEqualTo("netmonitor: The task was changed meanwhile: it is at revision 1\n");
        assertThat(controller.tasks.get("wan").path("state").asString("")).isEqualTo("active");
    }

    @Test
    void deletesSeveralAndSaysWhichAreNotThere() {
        Cli cli = controller.run("task", "delete", "wan", "absent", "voice");

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.out).isEqualTo("task wan: deleted; its results stay\ntask voice: deleted; its results stay\n");
        assertThat(cli.err).isEqualTo("netmonitor: task absent: There is no such task: no task is named absent\n");
        assertThat(controller.tasks.names()).containsExactly("lines");
        assertThat(controller.run("task", "delete", "lines", "--revision", "1").status)
                .isZero();
        assertThat(controller.run("task", "delete", "a", "b", "--revision", "1").err)
                .contains("--revision goes with one task, not 2");
    }

    @Test
    void tellsWhoChangedWhichFieldsWhen() {
        String at = "2026-11-22T11:00:00.000000000Z";
        controller.answer("GET /api/v1/tasks/wan/revisions", """
                {"items": [
                 {"number": 1, "revision": 1, "change": "created", "by": "127.0.0.1", "at": "%1$s", "state": "active",
                  "spec": {"name": "wan", "period": "1m", "settings": {"count": 10}, "members": ["bj", "sh"]}},
                 {"number": 1, "revision": 2, "change": "changed", "by": "192.0.2.1", "at": "%1$s", "state": "active",
                  "spec": {"name": "wan", "period": "30s", "settings": {"count": 20}, "members": ["bj", "gz"]}},
                 {"number": 1, "revision": 3, "change": "paused", "by": "192.0.2.1", "at": "%1$s", "state": "paused",
                  "spec": {"name": "wan", "period": "30s", "settings": {"count": 20}, "members": ["bj", "gz"]}},
                 {"number": 5, "revision": 4, "change": "created", "by": "::1", "at": "%1$s", "state": "active",
                  "spec": {"name": "wan", "period": "5s", "members": []}}]}
                """.formatted(at));

        Cli cli = controller.run("task", "history", "wan");

        String when = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                .format(Instant.parse(at).atZone(ZoneId.systemDefault()));
        assertThat(cli.status).isZero();
        assertThat(cli.out.lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "REVISION|WHEN (" + ZoneId.systemDefault() + ")|WHO|WHAT|STATE|FIELDS",
                        "1|" + when + "|127.0.0.1|created|active",
                        "2|" + when + "|192.0.2.1|changed|active|members, period, settings.count",
                        "3|" + when + "|192.0.2.1|paused|paused",
                        "4|" + when + "|::1|created|active");
    }
}
