// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.TinyProbeType;
import io.netmonitor.core.path.Family;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskValidationTest {
    private static final ProbeCatalog CATALOG = new ProbeCatalog(
            List.of(new TinyProbeType("basic"), new TinyProbeType("bandwidth"), new TinyProbeType("tiny")));
    private static final Set<String> NODES = Set.of("bj", "sh", "gz");
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");
    private static final String FORBIDDEN =
            "has a slash, backslash, control character or a blank at its ends, or is . or ..: ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wan",
                "w",
                "北京 到 上海",
                "Überblick (alt)",
                "a.b",
                "...",
                "open api",
                "xopenapi",
                "😀",
                "a+b?c#d",
                "ａ　ｂ"
            })
    void takesNames(String name) {
        assertThat(faults(named(name))).isEmpty();
    }

    @Test
    void takesNamesOfUpToAHundredCharactersOfAnyPlane() {
        assertThat(faults(named("x".repeat(100)))).isEmpty();
        assertThat(faults(named("测".repeat(100)))).isEmpty();
        assertThat(faults(named("😀".repeat(100)))).isEmpty();
        assertThat(faults(named("x".repeat(101))))
                .containsExactly(new Fault("name", "is longer than 100 characters: 101"));
        assertThat(faults(named("😀".repeat(101))))
                .containsExactly(new Fault("name", "is longer than 100 characters: 101"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "　"})
    void wantsAName(String name) {
        assertThat(faults(named(name))).containsExactly(new Fault("name", "is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "/",
                "a\\b",
                "..",
                ".",
                " a",
                "a ",
                "　a",
                "a\nb",
                "a\u0000",
                "a\u007f",
                "a\u0085b",
                "\ud83d",
                "a\ude00b"
            })
    void refusesNamesThatSpoilAddressesAndFiles(String name) {
        assertThat(faults(named(name))).containsExactly(new Fault("name", FORBIDDEN + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi", "openapi.json", "openapi-test"})
    void refusesNamesOfPagesOfTheApi(String name) {
        assertThat(faults(named(name)))
                .containsExactly(new Fault("name", "starts with openapi, which names a page of the API: " + name));
    }

    @Test
    void boundsTheWordsForPeople() {
        assertThat(faults(words("t".repeat(200), "d".repeat(2_000)))).isEmpty();
        assertThat(faults(words("t".repeat(201), "d".repeat(2_001))))
                .containsExactly(
                        new Fault("title", "is longer than 200 characters: 201"),
                        new Fault("description", "is longer than 2000 characters: 2001"));
    }

    @Test
    void wantsTwoToFiveHundredMembers() {
        assertThat(faults(among(List.of()))).containsExactly(new Fault("members", "are not 2 to 500 nodes: 0"));
        assertThat(faults(among(List.of("bj")))).containsExactly(new Fault("members", "are not 2 to 500 nodes: 1"));

        List<String> many = IntStream.range(0, 501).mapToObj(i -> "n" + i).toList();
        Set<String> nodes = new HashSet<>(many);
        assertThat(faults(among(many.subList(0, 500)), nodes)).isEmpty();
        assertThat(faults(among(many), nodes)).containsExactly(new Fault("members", "are not 2 to 500 nodes: 501"));
    }

    @ParameterizedTest
    @CsvSource({
        "bj, has a node twice: bj",
        "hk, has a node that has not joined: hk",
        "Bj, 'has a name that is not 1 to 64 of a-z, 0-9, ''.'', ''_'' and ''-'': Bj'",
        "'', 'has a name that is not 1 to 64 of a-z, 0-9, ''.'', ''_'' and ''-'': '"
    })
    void namesAMemberThatCannotTakePart(String member, String message) {
        assertThat(faults(among(List.of("bj", "sh", member)))).containsExactly(new Fault("members", message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100ms", "2s", "1m", "24h", "1d", "86400s"})
    void takesPeriods(String period) {
        assertThat(faults(every(period))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', is missing; write a duration such as 2s or 5m",
        "99ms, is outside 100ms to 1d: 99ms",
        "0s, is outside 100ms to 1d: 0s",
        "25h, is outside 100ms to 1d: 25h",
        "60, 'not a duration such as 20ms, 2s or 5m (units: ns, us, ms, s, m, h, d): 60'",
        "-1s, 'not a duration such as 20ms, 2s or 5m (units: ns, us, ms, s, m, h, d): -1s'",
        "999999999999d, duration is too long: 999999999999d"
    })
    void refusesOtherPeriods(String period, String message) {
        assertThat(faults(every(period))).containsExactly(new Fault("period", message));
    }

    @Test
    void endsAfterItStarts() {
        assertThat(faults(between(START, START.plusNanos(1)))).isEmpty();
        assertThat(faults(between(null, START))).isEmpty();
        assertThat(faults(between(START, null))).isEmpty();
        assertThat(faults(between(START, START)))
                .containsExactly(new Fault("end", "is not after start 2026-11-22T11:00:00Z: 2026-11-22T11:00:00Z"));
        assertThat(faults(between(START, START.minusSeconds(60))))
                .containsExactly(new Fault("end", "is not after start 2026-11-22T11:00:00Z: 2026-11-22T10:59:00Z"));
    }

    /** Otherwise the plan of all tasks could not be computed, because nanoseconds since 1970 end in 2262. */
    @Test
    void startsWithinTheTimeThatCanBePlanned() {
        Instant late = Instant.parse("2200-01-01T00:00:00Z");

        assertThat(faults(between(late.minusNanos(1), null))).isEmpty();
        assertThat(faults(between(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"))))
                .isEmpty();
        assertThat(faults(between(late, null)))
                .containsExactly(new Fault("start", "is later than the year 2199: 2200-01-01T00:00:00Z"));
        assertThat(faults(between(Instant.MAX, null))).extracting(Fault::field).containsExactly("start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "ping"})
    void saysWhichKindsThereAre(String kind) {
        TaskSpec spec = spec("wan", kind, List.of("bj", "sh"), "1m", Map.of("nonsense", 1));

        assertThat(faults(spec)).containsExactly(new Fault("kind", "is none of basic, bandwidth, tiny: " + kind));
    }

    @Test
    void checksTheSettingsOfTheKind() {
        TaskSpec spec = spec("wan", "basic", List.of("bj", "sh"), "1m", Map.of("count", 0));

        assertThat(faults(spec)).containsExactly(new Fault("settings.count", "is outside 1 to 1000: 0"));
    }

    @Test
    void findsEveryFaultAtOnce() {
        TaskSpec spec = new TaskSpec(
                "a/b",
                "t".repeat(201),
                "d".repeat(2_001),
                "basic",
                List.of("bj", "bj", "hk"),
                Family.IPV6,
                START,
                START,
                "soon",
                Map.of("count", 0, "zzz", 1));

        assertThat(faults(spec))
                .extracting(Fault::field)
                .containsExactly(
                        "name",
                        "title",
                        "description",
                        "members",
                        "members",
                        "period",
                        "end",
                        "settings.count",
                        "settings.zzz");
    }

    @Test
    void anEmptyTaskLacksAllThatATaskNeeds() {
        TaskSpec spec = spec("", "", List.of(), "", Map.of());

        assertThat(faults(spec)).extracting(Fault::field).containsExactly("name", "members", "period", "kind");
    }

    @Test
    void takesNodesThatJoinedAndNoOthers() {
        assertThat(faults(among(List.of("bj", "sh")), Collections.emptySet())).hasSize(2);
    }

    private static List<Fault> faults(TaskSpec spec) {
        return faults(spec, NODES);
    }

    private static List<Fault> faults(TaskSpec spec, Set<String> nodes) {
        try {
            TaskValidation.require(spec, CATALOG, nodes);
            return List.of();
        } catch (InvalidInputException refused) {
            return refused.faults();
        }
    }

    private static TaskSpec named(String name) {
        return spec(name, "basic", List.of("bj", "sh"), "1m", Map.of());
    }

    private static TaskSpec among(List<String> members) {
        return spec("wan", "basic", members, "1m", Map.of());
    }

    private static TaskSpec every(String period) {
        return spec("wan", "basic", List.of("bj", "sh"), period, Map.of());
    }

    private static TaskSpec words(String title, String description) {
        return new TaskSpec(
                "wan", title, description, "basic", List.of("bj", "sh"), Family.IPV4, null, null, "1m", Map.of());
    }

    private static TaskSpec between(@Nullable Instant start, @Nullable Instant end) {
        return new TaskSpec("wan", null, null, "basic", List.of("bj", "sh"), Family.IPV4, start, end, "1m", Map.of());
    }

    private static TaskSpec spec(
            String name, String kind, List<String> members, String period, Map<String, Object> settings) {
        return new TaskSpec(name, null, null, kind, members, Family.IPV4, null, null, period, settings);
    }
}
