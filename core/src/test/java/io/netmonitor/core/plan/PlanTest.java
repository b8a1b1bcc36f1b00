// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.SessionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PlanTest {
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    @Test
    void readsBackWhatItWrites() {
        Plan plan = new Plan(
                "a1",
                START,
                List.of(
                        entry(1, 862, 1, null, null),
                        entry(2, 65_535, 65_535, START.plusSeconds(60), "6f1c2d0e-7a44-4b0e-9a37-0d6a5d1f9e10")),
                Map.of(
                        "basic",
                        Set.of(new AnsweredSession(7, null), new AnsweredSession(8, SessionKey.of(new byte[32]))),
                        "bandwidth",
                        Set.of()));

        assertThat(Json.read(Json.write(plan), Plan.class)).isEqualTo(plan);
        assertThat(Json.read(Json.write(Plan.NONE), Plan.class)).isEqualTo(Plan.NONE);
    }

    @Test
    void leavesOutWhatAnEntryDoesNotHave() {
        JsonNode tree = Json.tree(entry(1, 862, 1, null, null));

        assertThat(tree.propertyNames())
                .containsExactly(
                        "task",
                        "revision",
                        "kind",
                        "path",
                        "reverse",
                        "address",
                        "port",
                        "startAt",
                        "periodNs",
                        "offsetNs",
                        "slotNs",
                        "sessionId",
                        "settings");
    }

    @Test
    void ignoresFieldsOfALaterVersion() {
        String text = Json.write(new Plan("a1", START, List.of(entry(1, 862, 1, null, null)), Map.of()))
                .replace("\"sessionId\":1", "\"sessionId\":1,\"key\":\"secret\"");

        assertThat(Json.read(text, Plan.class).entries()).containsExactly(entry(1, 862, 1, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "revision, revision",
        "effectiveAt, effectiveAt",
    })
    void namesWhatAPlanLacks(String field, String named) {
        String text = Json.write(Plan.NONE).replace("\"" + field + "\"", "\"other\"");

        assertThatThrownBy(() -> Json.read(text, Plan.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(named + ": is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "kind", "path", "address", "startAt"})
    void namesWhatAnEntryLacks(String field) {
        String text = Json.write(new Plan("a1", START, List.of(entry(1, 862, 1, null, null)), Map.of()))
                .replace("\"" + field + "\"", "\"other\"");

        assertThatThrownBy(() -> Json.read(text, Plan.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("entries[0]." + field + ": is missing");
    }

    @Test
    void doesNotChangeWithWhatItWasMadeFrom() {
        List<PlanEntry> entries = new ArrayList<>();
        Set<AnsweredSession> ids = new HashSet<>(Set.of(new AnsweredSession(1, null)));
        Map<String, Set<AnsweredSession>> answers = new HashMap<>(Map.of("basic", ids));
        Plan plan = new Plan("a1", START, entries, answers);

        entries.add(entry(1, 862, 1, null, null));
        ids.add(new AnsweredSession(2, null));
        answers.clear();

        assertThat(plan)
                .isEqualTo(new Plan("a1", START, List.of(), Map.of("basic", Set.of(new AnsweredSession(1, null)))));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, port outside 1 to 65535: 0",
        "65536, 1, port outside 1 to 65535: 65536",
        "862, -1, session id outside 0 to 65535: -1",
        "862, 65536, session id outside 0 to 65535: 65536"
    })
    void refusesPortsAndSessionIdsOutOfBounds(int port, int sessionId, String message) {
        assertThatThrownBy(() -> entry(1, port, sessionId, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void anEntryKnowsItsRoundsAndItsKey() {
        PlanEntry entry = entry(4, 862, 9, START.plusSeconds(60), null);

        assertThat(entry.rounds()).isEqualTo(new Rounds(START, START.plusSeconds(60), 2_000_000_000L, 500_000_000L));
        assertThat(entry.rounds().instantOf(1)).isEqualTo(START.plusMillis(2_500));
        assertThat(entry.key()).isEqualTo(new PlanEntry.Key("wan", 4, null, entry.path()));
        assertThat(entry.key()).isEqualTo(entry(4, 863, 10, null, null).key());
        assertThat(entry.key()).isNotEqualTo(entry(5, 862, 9, null, null).key());
    }

    private static PlanEntry entry(
            int revision, int port, int sessionId, @Nullable Instant endAt, @Nullable String bootId) {
        return new PlanEntry(
                "wan",
                revision,
                "basic",
                new Path("sh", "bj", Family.IPV6),
                "2001:db8::1",
                port,
                START,
                endAt,
                2_000_000_000L,
                500_000_000L,
                sessionId,
                bootId,
                null,
                Map.of("count", 20, "interval", "20ms", "exact", true));
    }
}
