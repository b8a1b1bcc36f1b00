// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.app.command.ControllerDouble;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExportTasksTest {
    private static final String TWO = """
            name: 广域网
            title: "yes"
            kind: basic
            members: ["*", "site=bj,role=edge", "stamp:[2001:db8::1]:8620"]
            topology: hub
            hub: bj
            start: 2026-12-01T00:00:00Z
            period: 1m
            settings: {count: 20, interval: 20ms, authenticated: true}
            ---
            name: a b
            kind: bandwidth
            topology: pairs
            pairs: [[bj, sh], [bj, gz]]
            description: "two\\nlines"
            period: 15m
            """;

    @TempDir
    private Path folder;

    @Test
    void writesWhatApplyTakesBackUnchanged() throws IOException {
        try (ControllerDouble controller = new ControllerDouble()) {
            Path written = Files.writeString(folder.resolve("written.yaml"), TWO);
            Path exported = folder.resolve("exported.yaml");
            controller.run("task", "apply", "-f", written.toString());
            List<JsonNode> before = List.of(controller.tasks.get("广域网"), controller.tasks.get("a b"));

            Cli export = controller.run("task", "export", "-o", exported.toString());
            Cli apply = controller.run("task", "apply", "-f", exported.toString());

            assertThat(export.status).isZero();
            assertThat(apply.out).isEqualTo("task 广域网: unchanged, revision 1\ntask a b: unchanged, revision 1\n");
            assertThat(List.of(controller.tasks.get("广域网"), controller.tasks.get("a b")))
                    .isEqualTo(before);
            assertThat(Files.readString(exported)).doesNotContain("revision", "number", "state", "createdAt");
        }
    }

    @Test
    void writesTheTasksThatAreNamedAsAPersonWould() throws IOException {
        try (ControllerDouble controller = new ControllerDouble()) {
            controller.run(
                    "task",
                    "apply",
                    "-f",
                    Files.writeString(folder.resolve("t.yaml"), TWO).toString());

            assertThat(controller.run("task", "export", "广域网").out).isEqualTo("""
                    ---
                    name: 广域网
                    title: "yes"
                    kind: basic
                    members:
                    - "*"
                    - "site=bj,role=edge"
                    - "stamp:[2001:db8::1]:8620"
                    topology: hub
                    hub: bj
                    start: "2026-12-01T00:00:00Z"
                    period: 1m
                    settings:
                      count: 20
                      interval: 20ms
                      authenticated: true
                    """);
            Cli absent = controller.run("task", "export", "a b", "absent");
            assertThat(absent.status).isEqualTo(2);
            assertThat(absent.out).isEmpty();
            assertThat(absent.err).contains("no task is named absent");
        }
    }

    @Property(tries = 300)
    void keepsEveryText(@ForAll String title, @ForAll String setting, @ForAll List<String> members) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("name", "wan");
        task.put("title", title);
        task.put("members", members);
        task.put("settings", Map.of(setting, title));
        JsonNode written = Json.read(Json.write(task), JsonNode.class);

        TaskFile read = TaskFile.parse("export", TaskYaml.write(List.of(written)));

        assertThat(read.faults()).isEmpty();
        assertThat(read.documents().getFirst().body()).isEqualTo(written);
    }
}
