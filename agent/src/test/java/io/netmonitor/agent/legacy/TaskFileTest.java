// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskFileTest {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
    private static final Dispatch DISPATCH = new Dispatch(URI.create("http://c/wan.json"), "wan", "b");
    private static final List<String> MEMBERS = List.of("c", "a", "b");

    private static Job job(String json) {
        return Json.read(json, TaskFile.class).job(DISPATCH, ZoneId.of("Asia/Shanghai"), NOW);
    }

    private static Job job(String start, String end, String period, String unit) {
        return job(OldController.task("Basic", MEMBERS, start, end, period, unit));
    }

    @Test
    void readsTimesInItsZoneAndSortsTheMembers() {
        assertThat(job("2026-11-22T20:00", "2026-11-23T20:00", "5", "minutes"))
                .isEqualTo(new Job(
                        "wan",
                        Job.Kind.BASIC,
                        "b",
                        List.of("a", "b", "c"),
                        Instant.parse("2026-11-22T12:00:00Z"),
                        Instant.parse("2026-11-23T12:00:00Z"),
                        300,
                        Instant.parse("2026-11-22T12:00:00Z")));
    }

    @Test
    void beginsNowWhenTheStartIsPast() {
        assertThat(job("2026-11-22T18:00", "2026-11-23T20:00", "1", "hours").beginsAt())
                .isEqualTo(NOW);
    }

    @Test
    void skipsFieldsThatItDoesNotKnow() {
        String json = OldController.task("AB", MEMBERS, "2026-11-22T20:00", "2026-11-23T20:00", "7", "seconds")
                .replace("{\n", "{ \"owner\": {\"name\": [\"x\"]},\n");

        assertThat(job(json).kind()).isEqualTo(Job.Kind.BANDWIDTH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Basic | 2026-11-22 20:00 | 5 | seconds | taskStartTime: is not of the form",
                "Basic | 12026-11-22T20:00 | 5 | seconds | taskStartTime: is not of the form",
                "Basic | +99999-11-22T20:00 | 5 | seconds | taskStartTime: is not of the form",
                "Basic | 2026-11-22T20:00 | -5 | seconds | measurementPeriod: is not a whole number: -5",
                "Basic | 2026-11-22T20:00 | 0 | seconds | measurementPeriod: is not 1 s to 366 d: 0 s",
                "Basic | 2026-11-22T20:00 | 1e9 | seconds | measurementPeriod: is not a whole number",
                "Basic | 2026-11-22T20:00 | 999999999 | hours | measurementPeriod: is not 1 s to 366 d",
                "Basic | 2026-11-22T20:00 | 9999999999999 | seconds | measurementPeriod: is not a whole number",
                "Basic | 2026-11-22T20:00 | 5 | days | measurementPeriodUnit: is none of",
                "basic | 2026-11-22T20:00 | 5 | seconds | taskType: is neither Basic nor AB: basic",
            })
    void namesTheFieldAtFault(String type, String start, String period, String unit, String fault) {
        String json = OldController.task(type, MEMBERS, start, "2026-11-23T20:00", period, unit);

        assertThatThrownBy(() -> job(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(fault);
    }

    @Test
    void refusesMembersThatAreNone() {
        assertThatThrownBy(() -> job(OldController.task(
                        "Basic", List.of("b", "a b"), "2026-11-22T20:00", "2026-11-23T20:00", "5", "seconds")))
                .hasMessage("testMembers: hold what is no host name or address: a b");
        assertThatThrownBy(() -> job("{\"testMembers\": [null], \"taskType\": \"AB\", \"taskStartTime\":"
                        + " \"2026-11-22T20:00\"}"))
                .hasMessage("testMembers: is missing");
        assertThatThrownBy(() -> job("{}")).hasMessage("taskStartTime: is missing");
    }
}
