// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A result as the API shows it. */
final class ReportedTest {
    @Test
    void readsWhatWasPlannedAndWhatAPersonStarted() {
        Reported planned = read("\"round\":41");
        Reported started = read("\"runId\":\"r-7\"");

        assertThat(planned)
                .isEqualTo(new Reported(
                        "wan",
                        3,
                        41L,
                        null,
                        "bandwidth",
                        "sh",
                        "bj",
                        "ipv6",
                        1_500_000_000L,
                        1_510_000_000L,
                        98L,
                        "busy",
                        "no"));
        assertThat(planned.identity()).isEqualTo("wan 3 sh>bj ipv6 round 41");
        assertThat(started.round()).isNull();
        assertThat(started.identity()).isEqualTo("wan 3 sh>bj ipv6 run r-7");
    }

    private static Reported read(String which) {
        return Reported.read(Json.read("""
                {"task":"wan","revision":3,%s,"kind":"bandwidth","source":"sh","destination":"bj","family":"ipv6",
                 "plannedAt":"1970-01-01T00:00:01.500000000Z","startedAt":"1970-01-01T00:00:01.510000000Z",
                 "durationNs":98,"outcome":"busy","reason":"no"}""".formatted(which), JsonNode.class));
    }
}
