// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.app.command.ControllerDouble;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunTaskTest {
    private static final String PATHS = """
            {"source": "sh", "destination": "bj", "plannedAt": "2026-11-22T11:00:00.000000000Z"},
            {"source": "sh", "destination": "guangzhou", "plannedAt": "2026-11-22T11:00:01.000000000Z"}""";

    private static final String TO_BJ = """
            {"task": "wan", "runId": "r1", "source": "sh", "destination": "bj", "outcome": "measured",\
             "roundTrip": {"delay": {"meanNs": 24313870}, "loss": 0.1},\
             "forward": {"loss": 0.0}, "backward": {"loss": 0.1}}""";

    private static final String TO_GZ = """
            {"task": "wan", "runId": "r1", "source": "sh", "destination": "guangzhou", "outcome": "above",\
             "lowBps": 95000000}""";

    private ControllerDouble controller;

    @BeforeEach
    void start() throws IOException {
        controller = new ControllerDouble();
        begin(PATHS);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    private void begin(String paths) {
        controller.answer("POST /api/v1/tasks/wan/runs", run(paths, "", false));
        now(paths, "", false);
    }

    private void now(String paths, String results, boolean done) {
        controller.answer("GET /api/v1/runs/r1", run(paths, results, done));
    }

    private static String run(String paths, String results, boolean done) {
        return "{\"runId\": \"r1\", \"task\": \"wan\", \"paths\": [" + paths + "], \"results\": [" + results
                + "], \"done\": " + done + "}";
    }

    @Test
    void showsResultsAsTheStreamTellsThem() {
        controller.tell(
                "event: result", "id: 1", "data: " + TO_GZ, "", ": still here", "", "event: node", "data: {}", "");
        controller.tell(
                "event: result", "data: " + TO_GZ, "", "event: result", "data: " + TO_BJ.replace("r1", "r2"), "");
        controller.tell("event: result", "data: " + TO_BJ, "");

        Cli cli = controller.run("task", "run", "wan");

        assertThat(cli.err).isEmpty();
        assertThat(cli.status).isZero();
        assertThat(cli.out).isEqualTo("""
                1 of 2  sh → guangzhou  above, > 95.0 Mbit/s
                2 of 2  sh → bj         measured, rtt 24.314 ms, loss 0.0 % there, 10.0 % back
                2 of 2 paths measured
                """);
        assertThat(controller.requests()).contains("GET /api/v1/events?types=result&run=r1");
    }

    @Test
    void missesNothingThatCameBeforeTheStreamWasOpen() {
        now(PATHS, TO_BJ, false);
        controller.tell("event: result", "data: " + TO_GZ, "");

        Cli cli = controller.run("task", "run", "wan");

        assertThat(cli.status).isZero();
        assertThat(cli.out).contains("sh → bj ", "sh → guangzhou ", "2 of 2 paths measured");
    }

    @Test
    void asksWhereThereAreNoEvents() {
        controller.withoutEvents();
        now(PATHS, TO_BJ + "," + TO_GZ, true);

        Cli cli = controller.run("task", "run", "wan");

        assertThat(cli.err).isEmpty();
        assertThat(cli.status).isZero();
        assertThat(cli.out).endsWith("2 of 2 paths measured\n").hasLineCount(3);
    }

    @Test
    void failsWhenAPathIsNotMeasured() {
        String lost = TO_GZ.replace("\"above\"", "\"lost\", \"reason\": \"nothing came\\u001b[2J back\"")
                .replace(", \"lowBps\": 95000000", "");
        begin(PATHS + ",{\"source\": \"wh\", \"destination\": \"bj\", \"hindrance\": \"wh is offline\"}");
        controller.tell("event: result", "data: " + TO_BJ, "", "event: result", "data: " + lost, "");

        Cli cli = controller.run("task", "run", "wan");

        assertThat(cli.status).isEqualTo(1);
        assertThat(cli.out).startsWith("1 of 3  wh → bj         not measured: wh is offline\n");
        assertThat(cli.out).contains("sh → guangzhou  lost").endsWith("1 of 3 paths measured\n");
        assertThat(cli.out).doesNotContain("\u001b");
    }

    @Test
    void saysWhichResultsNeverCame() {
        now(PATHS.replace("00:01.000000000Z\"", "00:01.000000000Z\", \"hindrance\": \"no result came\""), TO_BJ, true);

        Cli cli = controller.run("task", "run", "wan");

        assertThat(cli.status).isEqualTo(1);
        assertThat(cli.out).contains("2 of 2  sh → guangzhou  not measured: no result came\n");
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        Cli cli = controller.run("task", "run", "wan", "--timeout", "100ms");

        assertThat(cli.status).isEqualTo(1);
        assertThat(cli.out)
                .contains("1 of 2  sh → bj         not measured: no result came within 100ms\n")
                .endsWith("0 of 2 paths measured\n");
        assertThat(controller.run("task", "run", "wan", "--timeout", "soon").err)
                .contains("not a duration such as");
    }

    @Test
    void givesProgramsALineOfJsonForEachPath() {
        begin(PATHS.replace("\"plannedAt\": \"2026-11-22T11:00:01.000000000Z\"", "\"hindrance\": \"no route\""));
        controller.tell("event: result", "data: " + TO_BJ, "");

        Cli cli = controller.run("task", "run", "wan", "--json");

        assertThat(cli.status).isEqualTo(1);
        assertThat(cli.out.lines())
                .satisfiesExactly(
                        hindered -> assertThat(hindered)
                                .isEqualTo("{\"runId\":\"r1\",\"source\":\"sh\",\"destination\":\"guangzhou\","
                                        + "\"hindrance\":\"no route\"}"),
                        result ->
                                assertThat(result).startsWith("{\"task\":\"wan\",\"runId\":\"r1\",\"source\":\"sh\""));
    }

    @Test
    void asksForThePathsThatAreWanted() {
        controller.tell("event: result", "data: " + TO_BJ, "", "event: result", "data: " + TO_GZ, "");

        controller.run("task", "run", "wan", "--source", "sh", "--destination", "bj");

        assertThat(controller.changes())
                .containsExactly("POST /api/v1/tasks/wan/runs {\"source\":\"sh\",\"destination\":\"bj\"}");
    }

    @Test
    void isNoSuccessWhenThereIsNothingToMeasure() {
        begin("");

        Cli cli = controller.run("task", "run", "wan");

        assertThat(cli.status).isEqualTo(1);
        assertThat(cli.out).isEqualTo("there is no path to measure\n");
    }
}
