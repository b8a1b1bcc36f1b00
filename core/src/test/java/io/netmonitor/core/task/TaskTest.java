// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {
    private static final Instant CREATED = Instant.parse("2026-11-22T11:00:00Z");
    private static final Instant CHANGED = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void readsWhatAPersonWrote() {
        TaskSpec spec = Json.readStrictly(
                "{\"name\":\"wan\",\"title\":\"WAN\",\"description\":\"all sites\",\"kind\":\"basic\",\"members\":[\"bj\",\"sh\"],"
                        + "\"family\":\"ipv6\",\"start\":\"2026-11-22T20:00:00+08:00\",\"end\":\"2027-01-01T00:00:00Z\","
                        + "\"period\":\"1m\",\"settings\":{\"count\":20,\"interval\":\"20ms\"}}",
                TaskSpec.class);

        assertThat(spec)
                .isEqualTo(new TaskSpec(
                        "wan",
                        "WAN",
                        "all sites",
                        "basic",
                        List.of("bj", "sh"),
                        Family.IPV6,
                        CHANGED,
                        Instant.parse("2027-01-01T00:00:00Z"),
                        "1m",
                        Map.of("count", 20, "interval", "20ms")));
        assertThat(Json.readStrictly(Json.write(spec), TaskSpec.class)).isEqualTo(spec);
    }

    @Test
    void whatIsMissingIsLeftToTheValidation() {
        TaskSpec spec = Json.readStrictly("{\"members\":[\"bj\",null]}", TaskSpec.class);

        assertThat(spec)
                .isEqualTo(new TaskSpec("", null, null, "", List.of("bj"), Family.IPV4, null, null, "", Map.of()));
        assertThat(Json.write(spec))
                .isEqualTo("{\"name\":\"\",\"kind\":\"\",\"members\":[\"bj\"],\"topology\":\"mesh\",\"pairs\":[],"
                        + "\"family\":\"ipv4\",\"period\":\"\",\"settings\":{}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"priod\":\"1m\"} | priod: is unknown; there are description, end, family, hub, kind, listedAs, members, name, pairs, period, settings, start, title, topology",
                "{\"members\":\"bj\"} | members: is missing or not a list",
                "{\"settings\":[]} | settings: is missing or not an object",
                "{\"start\":\"noon\"} | start: is not an instant such as 2026-11-22T11:00:00Z: noon",
                "{\"family\":\"ipx\"} | family: family is neither ipv4 nor ipv6: ipx"
            })
    void namesASlipOfThePen(String text, String message) {
        assertThatThrownBy(() -> Json.readStrictly(text, TaskSpec.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void doesNotChangeWithWhatItWasMadeFrom() {
        List<String> members = new ArrayList<>(List.of("bj", "sh"));
        Map<String, Object> settings = new HashMap<>(Map.of("count", 20));
        TaskSpec spec = new TaskSpec("wan", null, null, "basic", members, Family.IPV4, null, null, "1m", settings);

        members.clear();
        settings.clear();

        assertThat(spec.members()).containsExactly("bj", "sh");
        assertThat(spec.settings()).containsEntry("count", 20);
    }

    @Test
    void aTaskReadsBackWhatItWrites() {
        Task task = task(CHANGED.plusSeconds(5), 7, 3);

        assertThat(Json.read(Json.write(task), Task.class)).isEqualTo(task);
        assertThat(Json.tree(task).propertyNames())
                .containsExactly("spec", "number", "revision", "state", "createdAt", "changedAt");
    }

    @Test
    void startsNoRoundOfARevisionBeforeTheRevisionWasMade() {
        assertThat(task(null, 1, 1).startAt()).isEqualTo(CHANGED);
        assertThat(task(CREATED, 1, 1).startAt()).isEqualTo(CHANGED);
        assertThat(task(CHANGED.plusSeconds(1), 1, 1).startAt()).isEqualTo(CHANGED.plusSeconds(1));
    }

    @Test
    void knowsItsNameAndPeriod() {
        assertThat(task(null, 1, 1).name()).isEqualTo("wan");
        assertThat(task(null, 1, 1).periodNs()).isEqualTo(60_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 'number or revision < 1: 0, 1'", "1, 0, 'number or revision < 1: 1, 0'"})
    void numbersAndRevisionsCountFromOne(long number, int revision, String message) {
        assertThatThrownBy(() -> task(null, number, revision))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @EnumSource
    void readsBackTheWordOfAState(TaskState state) {
        assertThat(TaskState.of(state.label())).isSameAs(state);
        assertThat(Json.read(Json.write(state), TaskState.class)).isSameAs(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ACTIVE", "Paused", "deleted"})
    void refusesOtherStates(String label) {
        assertThatThrownBy(() -> TaskState.of(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state is none of active, paused, ended: " + label);
    }

    @ParameterizedTest
    @EnumSource
    void readsBackTheWordOfATopology(Topology topology) {
        assertThat(Topology.of(topology.label())).isSameAs(topology);
        assertThat(Json.read(Json.write(topology), Topology.class)).isSameAs(topology);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mesh", "HUB", "ring"})
    void refusesOtherTopologies(String label) {
        assertThatThrownBy(() -> Topology.of(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topology is none of mesh, hub, pairs: " + label);
    }

    @Test
    void aRevisionReadsBackWhatItWrites() {
        TaskRevision revision = new TaskRevision(
                4,
                2,
                "paused",
                "ann",
                CREATED,
                TaskState.PAUSED,
                task(null, 1, 1).spec());

        assertThat(Json.read(Json.write(revision), TaskRevision.class)).isEqualTo(revision);
    }

    private static Task task(@Nullable Instant start, long number, int revision) {
        TaskSpec spec = new TaskSpec(
                "wan", null, null, "basic", List.of("bj", "sh"), Family.IPV4, start, null, "1m", Map.of("count", 20));
        return new Task(spec, number, revision, TaskState.ACTIVE, CREATED, CHANGED);
    }
}
