// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void namesEveryFault() {
        String body = """
                {"title":"Bad","status":400,"detail":"The input is faulty",
                 "errors":[{"field":"name","message":"is empty"},{"field":"csr","message":"is no request"}]}""";

        assertThat(Problem.describe(400, body))
                .isEqualTo("The input is faulty (name: is empty; csr: is no request) (HTTP 400)");
    }

    @Test
    void makesDoWithTheTitle() {
        assertThat(Problem.describe(409, "{\"title\":\"Taken\"}")).isEqualTo("Taken (HTTP 409)");
    }

    @Test
    void saysTheStatusWhateverTheBodyHolds() {
        assertThat(Problem.describe(502, "<html>Bad gateway</html>")).isEqualTo("no reason given (HTTP 502)");
        assertThat(Problem.describe(502, "")).isEqualTo("no reason given (HTTP 502)");
    }

    @Test
    void isNoLongerThanALogLineShouldBe() {
        assertThat(Problem.describe(400, "{\"detail\":\"" + "x".repeat(9000) + "\"}"))
                .hasSize(501);
    }
}
