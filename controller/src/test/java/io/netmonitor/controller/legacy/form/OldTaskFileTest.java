// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.task.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldTaskFileTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant MADE = Instant.parse("2026-11-22T10:00:37Z");
    private static final Instant START = Instant.parse("2030-01-01T19:04:00Z");
    private static final Instant END = Instant.parse("2030-01-01T21:04:00Z");
    private static final List<Node> NODES = List.of(
            node("bj", Map.of("site", "north"), "192.0.2.1", "2001:db8::1"),
            node("sh", Map.of("site", "east"), "192.0.2.2"),
            node("hz", Map.of("site", "east"), "192.0.2.3"));

    @Test
    void isToTheOctetWhatThePrototypeWrote() {
        TaskSpec spec = spec("basic_task", "delay between two nodes", "basic", "30s", START, END, "sh", "bj");

        assertThat(json(spec)).isEqualTo("""
                {
                  "taskName": "basic_task",
                  "taskDescription": "delay between two nodes",
                  "taskType": "Basic",
                  "testMembers": [
                    "192.0.2.2",
                    "192.0.2.1"
                  ],
                  "taskStartTime": "2030-01-02T03:04",
                  "taskEndTime": "2030-01-02T05:04",
                  "measurementPeriod": "30",
                  "measurementPeriodUnit": "seconds"
                }""");
    }

    @Test
    void keepsWhatIsNotAsciiAndHowMembersWereListed() {
        TaskSpec spec = new TaskSpec(
                "带宽_1",
                null,
                "每小时 𠀋",
                "bandwidth",
                List.of("legacy:[fd00:77::2]", "bj", "legacy:node3", "stamp:reflector.example"),
                Topology.MESH,
                null,
                List.of(),
                Family.IPV6,
                START,
                END,
                "1h",
                Map.of(),
                Map.of("bj", "FD00:77:0::1"));

        assertThat(json(spec)).startsWith("""
                {
                  "taskName": "带宽_1",
                  "taskDescription": "每小时 𠀋",
                  "taskType": "AB",
                  "testMembers": [
                    "fd00:77::2",
                    "FD00:77:0::1",
                    "node3"
                  ],
                """).endsWith("""
                  "measurementPeriod": "1",
                  "measurementPeriodUnit": "hours"
                }""");
    }

    @Test
    void tellsAStartThatIsPastAsItWasWritten() {
        TaskSpec spec = spec("wan", null, "basic", "1m", MADE.minusSeconds(86_400), END, "bj", "sh");

        assertThat(json(spec))
                .contains("\"taskStartTime\": \"" + new OldTime(SHANGHAI).start(MADE.minusSeconds(86_400)) + "\"");
        assertThat(json(spec("wan", null, "basic", "1m", null, END, "bj", "sh")))
                .contains("\"taskStartTime\": \"" + new OldTime(SHANGHAI).start(MADE) + "\"");
    }

    @Test
    void escapesWhatEndsTextAndNothingElse() {
        TaskSpec spec = spec(
                "wan",
                "say \"no\" \\ and\r\n\tgo\u0001\u2028 true/null </p>\uD800!",
                "basic",
                "1m",
                START,
                END,
                "bj",
                "sh");

        assertThat(json(spec))
                .contains(
                        "\"taskDescription\": \"say \\\"no\\\" \\\\ and\\r\\n\\tgo\\u0001\u2028 true/null </p>\uFFFD!\"");
    }

    @Test
    void selectorsStandForTheirNodesByNameEachOnce() {
        TaskSpec spec = spec("wan", null, "basic", "1m", START, END, "site=east", "bj", "*", "legacy:192.0.2.9");

        assertThat(json(spec)).contains("""
                  "testMembers": [
                    "192.0.2.3",
                    "192.0.2.2",
                    "192.0.2.1",
                    "192.0.2.9"
                  ],
                """);
    }

    @Test
    void whatHasNoStartBeganWhenItWasMadeAndWhatHasNoEndEndsLate() {
        assertThat(json(spec("wan", null, "basic", "1m", null, null, "bj", "sh")))
                .contains("""
                  "taskStartTime": "2026-11-22T18:00",
                  "taskEndTime": "2099-12-31T23:59",
                """);
    }

    @Test
    void aWholeMinuteHoldsWhatIsNotOnOne() {
        TaskSpec spec = spec("wan", null, "basic", "1m", START.plusSeconds(30), START.plusSeconds(50), "bj", "sh");

        assertThat(json(spec)).contains("""
                  "taskStartTime": "2030-01-02T03:04",
                  "taskEndTime": "2030-01-02T03:05",
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "60s, 60, seconds",
        "1m, 1, minutes",
        "90m, 90, minutes",
        "24h, 24, hours",
        "1d, 24, hours",
        "2000ms, 2, seconds",
    })
    void periodsKeepTheirUnitWhereThePrototypeHasIt(String period, String number, String unit) {
        assertThat(json(spec("wan", null, "basic", period, START, END, "bj", "sh")))
                .endsWith("  \"measurementPeriod\": \"" + number + "\",\n  \"measurementPeriodUnit\": \"" + unit
                        + "\"\n}");
    }

    @Test
    void refusesWhatThePrototypeCannotExpress() {
        refused("period", spec("wan", null, "basic", "500ms", START, END, "bj", "sh"));
        refused("kind", spec("wan", null, "fake", "1m", START, END, "bj", "sh"));
        refused(
                "topology",
                new TaskSpec(
                        "wan",
                        null,
                        null,
                        "basic",
                        List.of("bj", "sh"),
                        Topology.HUB,
                        "bj",
                        List.of(),
                        Family.IPV4,
                        null,
                        null,
                        "1m",
                        Map.of()));
    }

    private static void refused(String field, TaskSpec spec) {
        assertThatThrownBy(() -> json(spec))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(field + ": is ");
    }

    private static TaskSpec spec(
            String name,
            @Nullable String description,
            String kind,
            String period,
            @Nullable Instant start,
            @Nullable Instant end,
            String... members) {
        return new TaskSpec(name, null, description, kind, List.of(members), Family.IPV4, start, end, period, Map.of());
    }

    private static String json(TaskSpec spec) {
        Task task = new Task(spec, 1, 1, TaskState.ACTIVE, MADE, MADE);
        return new String(OldTaskFile.json(task, NODES, SHANGHAI), StandardCharsets.UTF_8);
    }

    private static Node node(String name, Map<String, String> labels, String... addresses) {
        NodeReport report = new NodeReport("0.2.0", List.of(addresses), Map.of(), null, true, 1_000L, 0, 0);
        return new Node(name, name, labels, MADE, MADE, report);
    }
}
