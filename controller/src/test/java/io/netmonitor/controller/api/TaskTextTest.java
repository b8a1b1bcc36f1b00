// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.task.TaskSpec;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTextTest {
    private final TaskText text = new TaskText(ZoneId.of("Asia/Shanghai"));

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T08:00, 2026-12-01T00:00:00Z",
        "2026-12-01 08:00, 2026-12-01T00:00:00Z",
        "2026-12-01T08:00:30, 2026-12-01T00:00:30Z",
        "2026-12-01T08:00:30.25, 2026-12-01T00:00:30.25Z",
        "' 2026-12-01T08:00 ', 2026-12-01T00:00:00Z",
        "2026-12-01T08:00:00+01:00, 2026-12-01T07:00:00Z",
        "2026-12-01T08:00+01:00, 2026-12-01T07:00:00Z",
        "2026-12-01T08:00:00Z, 2026-12-01T08:00:00Z",
        "2026-12-01T08:00:00.123456789Z, 2026-12-01T08:00:00.123456789Z"
    })
    void readsTimesWithAnOffsetOrAsTheClockOnTheWallShowsThem(String written, Instant meant) {
        TaskSpec spec = read("{\"name\":\"wan\",\"start\":\"" + written + "\",\"end\":\"" + written + "\"}");

        assertThat(spec.start()).isEqualTo(meant);
        assertThat(spec.end()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-12-01T07:00:00Z",
        "-03:30, 2026-12-01T11:30:00Z",
        "UTC, 2026-12-01T08:00:00Z",
        "Z, 2026-12-01T08:00:00Z"
    })
    void readsTimesInTheZoneThatTheTaskNames(String zone, Instant meant) {
        TaskSpec spec = read("{\"zone\":\"" + zone + "\",\"start\":\"2026-12-01T08:00\"}");

        assertThat(spec.start()).isEqualTo(meant);
    }

    @Test
    void leavesATaskWithoutTimesAlone() {
        assertThat(read("{\"name\":\"wan\",\"zone\":null,\"start\":null,\"period\":\"2s\"}"))
                .satisfies(spec -> assertThat(spec.start()).isNull())
                .satisfies(spec -> assertThat(spec.period()).isEqualTo("2s"));
    }

    @ParameterizedTest
    @CsvSource({
        // Clocks go from 2:00 to 3:00 on 29 March, and from 3:00 back to 2:00 on 25 October.
        "2026-03-29T02:30, comes never in Europe/Berlin",
        "2026-10-25T02:30, comes twice in Europe/Berlin"
    })
    void refusesWhatComesNeverOrTwice(String written, String reason) {
        assertThatThrownBy(() -> read("{\"zone\":\"Europe/Berlin\",\"start\":\"" + written + "\"}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(reason + ", where clocks are set then; write it with an offset: " + written);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T01:59:59, 2026-03-29T00:59:59Z",
        "2026-03-29T03:00, 2026-03-29T01:00:00Z",
        "2026-10-25T01:59, 2026-10-24T23:59:00Z",
        "2026-10-25T03:00, 2026-10-25T02:00:00Z",
        "2026-10-25T02:30+02:00, 2026-10-25T00:30:00Z",
        "2026-10-25T02:30+01:00, 2026-10-25T01:30:00Z"
    })
    void takesWhatIsUnambiguousAroundIt(String written, Instant meant) {
        assertThat(read("{\"zone\":\"Europe/Berlin\",\"start\":\"" + written + "\"}")
                        .start())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-12-01",
                "08:00",
                "2026-02-30T08:00",
                "2026-12-01T24:30",
                "2026-12-01T08:00:60Z",
                "2026-12-01T08:00 Asia/Shanghai",
                "2026-12-01 08:00:00+08:00:00:00",
                "٢٠٢٦-12-01T08:00"
            })
    void refusesWhatIsNoTime(String written) {
        assertThatThrownBy(() -> read("{\"start\":\"" + written + "\"}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("start")
                .hasMessageContaining("is not a time such as 2026-12-01T08:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Mars/Olympus\"", "\"\"", "8", "{}", "[\"UTC\"]", "true", "\"../../etc/passwd\""})
    void refusesWhatIsNoZone(String zone) {
        assertThatThrownBy(() -> read("{\"zone\":" + zone + "}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not a time zone such as Asia/Shanghai or +08:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "null",
                "{\"start\":[1]}",
                "{\"start\":{}}",
                "{\"nmae\":\"wan\"}",
                "{\"name\":\"wan\"",
                "{\"name\":\"wan\"} {}",
                "{\"end\":\"+999999999-12-31T23:59:59-18:00\"}",
                "{\"members\":\"bj\"}"
            })
    void refusesWhatIsNoTask(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(InvalidInputException.class);
    }

    private TaskSpec read(String body) {
        return text.read(body, spec -> List.of());
    }
}
