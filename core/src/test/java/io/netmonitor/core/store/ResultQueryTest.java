// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultQueryTest {
    private static final Instant AT = Instant.parse("2026-11-22T11:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 500, 5_000})
    void takesLimitsWithinABound(int limit) {
        assertThat(ResultQuery.newest(limit).limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 5_001, Integer.MAX_VALUE})
    void refusesOtherLimits(int limit) {
        assertThatThrownBy(() -> ResultQuery.newest(limit))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("limit: is outside 1 to 5000: " + limit);
    }

    @Test
    void everyFilterIsOptional() {
        assertThat(ResultQuery.newest(10))
                .isEqualTo(new ResultQuery(null, null, null, null, null, null, null, null, 10, null));
    }

    @Test
    void filtersAreAddedOneByOneAndLeaveTheOthers() {
        ResultQuery query = ResultQuery.newest(10)
                .ofTask("wan")
                .between("sh", "bj")
                .within(AT, AT.plusSeconds(60))
                .after("c1");

        assertThat(query)
                .isEqualTo(new ResultQuery("wan", null, "sh", "bj", null, null, AT, AT.plusSeconds(60), 10, "c1"));
    }

    @Test
    void aPageKeepsItsItemsAndLeavesOutTheCursorAtTheEnd() {
        List<String> items = new ArrayList<>(List.of("a", "b"));

        Page<String> page = new Page<>(items, "c1");
        items.clear();

        assertThat(Json.write(page)).isEqualTo("{\"items\":[\"a\",\"b\"],\"next\":\"c1\"}");
        assertThat(Json.write(new Page<>(List.of(), null))).isEqualTo("{\"items\":[]}");
    }

    @Test
    void aPointLeavesOutTheFiguresThatItLacks() {
        SeriesPoint failed = new SeriesPoint(AT, 0, 3, null, null, null, null, null, null);
        SeriesPoint measured = new SeriesPoint(AT, 1, 0, 1.5, 2.0, 2.5, 2.0, null, null);

        assertThat(Json.write(failed))
                .isEqualTo("{\"at\":\"2026-11-22T11:00:00.000000000Z\",\"count\":0,\"failed\":3}");
        assertThat(Json.read(Json.write(measured), SeriesPoint.class)).isEqualTo(measured);
    }

    @Test
    void aConflictIsSaidInWordsForPeople() {
        assertThat(new ConflictException("a task is named wan already")).hasMessage("a task is named wan already");
    }
}
