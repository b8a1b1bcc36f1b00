// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The command as a user runs it, on this machine, whatever its state. */
class DoctorCommandTest {
    @Test
    void examinesThisMachine() {
        Cli cli = Cli.run("doctor");

        assertThat(cli.err).isEmpty();
        assertThat(cli.status).isEqualTo(cli.out.contains("\nBAD ") || cli.out.startsWith("BAD ") ? 1 : 0);
        assertThat(cli.out.lines()).anyMatch(line -> line.matches("(ok|warn|BAD|\\?) +kernel stamps +.*"));
        assertThat(cli.out.strip().lines().reduce((_, last) -> last).orElseThrow())
                .matches("\\d+ (ok|warn|bad|unknown)(, \\d+ (warn|bad|unknown))*");
    }

    @Test
    void tellsProgramsTheSame() {
        Cli cli = Cli.run("doctor", "--json");

        assertThat(cli.err).isEmpty();
        assertThat(cli.out.strip().lines()).hasSize(1);
        List<String> verdicts = new ArrayList<>();
        for (JsonNode check : Json.read(cli.out, JsonNode.class).path("checks")) {
            assertThat(check.propertyNames()).containsExactly("name", "verdict", "words", "remedies");
            verdicts.add(check.path("verdict").asString());
        }
        assertThat(verdicts).hasSize(21).isSubsetOf("ok", "warn", "bad", "unknown");
        assertThat(cli.status).isEqualTo(verdicts.contains("bad") ? 1 : 0);
    }
}
