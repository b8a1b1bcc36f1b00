// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhyCommandTest {
    private ControllerDouble controller;

    @BeforeEach
    void start() throws IOException {
        controller = new ControllerDouble();
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void printsTheSentenceAndTheFiguresBelowIt() {
        controller.answer("GET /api/v1/why?task=wan%20a&source=bj&destination=sh&at=2026-11-22T11:00:00Z", """
                {"task": "wan a", "source": "bj", "destination": "sh", "family": "ipv4",
                 "at": "2026-11-22T11:00:00.000000000Z", "state": "failed", "reason": "sh measured bj, and nothing came back.",
                 "revision": 3, "round": 41, "plannedAt": "2026-11-22T10:59:30.250000000Z",
                 "nextAt": "2026-11-22T11:00:30.250000000Z", "periodNs": 60000000000, "measuredBy": "sh",
                 "result": {"outcome": "lost", "reason": "no reply within 1 s"}}
                """);

        Cli cli = controller.run("why", "wan a", "bj", "sh", "--at", "2026-11-22T19:00+08:00");

        assertThat(cli.err).isEmpty();
        assertThat(cli.status).isEqualTo(1);
        assertThat(cli.out.lines().map(line -> line.replaceAll("\\d+-\\d+-\\d+ \\d+:", "DATE:")))
                .containsExactly(
                        "sh measured bj, and nothing came back.",
                        "  state        failed",
                        "  asked for    DATE:00:00.000",
                        "  planned at   DATE:59:30.250",
                        "  round        41 of revision 3",
                        "  next         DATE:00:30.250, every 1m",
                        "  measured by  sh",
                        "  result       lost: no reply within 1 s");
    }

    @ParameterizedTest
    @CsvSource({"measured,0", "pending,0", "failed,1", "missed,1", "unknown,1", "not-planned,1", "new-word,1"})
    void endsByWhetherThePathIsMeasured(String state, int status) {
        controller.answer(
                "GET /api/v1/why?task=wan&source=bj&destination=sh",
                "{\"state\": \"" + state + "\", \"reason\": \"because\", \"at\": \"2026-11-22T11:00:00.000000000Z\"}");

        assertThat(controller.run("why", "wan", "bj", "sh").status).isEqualTo(status);
        Cli json = controller.run("why", "wan", "bj", "sh", "--json");
        assertThat(json.status).isEqualTo(status);
        assertThat(json.out).startsWith("{\"state\":\"" + state + "\"").hasLineCount(1);
    }

    @Test
    void saysWhichTimesItReads() {
        Cli cli = controller.run("why", "wan", "bj", "sh", "--at", "yesterday");

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err)
                .contains("2026-11-22T11:00:00Z", "19:00", "5m", "yesterday")
                .hasLineCount(1);
    }
}
