// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.result.Result;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

/** Whatever is wrong with a result from outside, the refusal names the field. */
class ResultJsonFaultsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "task",
                "revision",
                "kind",
                "source",
                "destination",
                "family",
                "plannedAt",
                "startedAt",
                "durationNs",
                "outcome"
            })
    void namesAFieldThatIsMissing(String field) {
        Map<String, Object> tree = Results.tree();
        tree.remove(field);
        assertThat(faults(tree)).containsExactly(new Fault(field, "is missing"));

        tree.put(field, null);
        assertThat(faults(tree)).containsExactly(new Fault(field, "is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task",
                "kind",
                "source",
                "destination",
                "family",
                "plannedAt",
                "startedAt",
                "outcome",
                "reason",
                "receivedAt"
            })
    void namesATextFieldOfAnotherType(String field) {
        assertThat(faultsWith(field, 5)).containsExactly(new Fault(field, "is not text: 5"));
        assertThat(faultsWith(field, List.of("x"))).containsExactly(new Fault(field, "is not text: [\"x\"]"));
        assertThat(faultsWith(field, true)).containsExactly(new Fault(field, "is not text: true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"revision", "round", "durationNs"})
    void namesANumberOfAnotherType(String field) {
        assertThat(faultsWith(field, "3")).containsExactly(new Fault(field, "is not a whole number: \"3\""));
        assertThat(faultsWith(field, 3.5)).containsExactly(new Fault(field, "is not a whole number: 3.5"));
        assertThat(faultsWith(field, Map.of())).containsExactly(new Fault(field, "is not a whole number: {}"));
        assertThat(faultsWith(field, new BigInteger("9223372036854775808")))
                .containsExactly(new Fault(field, "is not a whole number: 9223372036854775808"));
    }

    @ParameterizedTest
    @CsvSource({
        "revision, 0, 1, 2147483647",
        "revision, -1, 1, 2147483647",
        "revision, 4294967297, 1, 2147483647",
        "round, -1, 0, 9223372036854775807",
        "durationNs, -1, 0, 9223372036854775807"
    })
    void namesANumberOutOfBounds(String field, long value, long min, long max) {
        assertThat(faultsWith(field, value))
                .containsExactly(new Fault(field, "is outside " + min + " to " + max + ": " + value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"late", "overlapsTrain"})
    void namesAFlagOfAnotherType(String field) {
        assertThat(faultsWith(field, "yes")).containsExactly(new Fault(field, "is not true or false: \"yes\""));
        assertThat(faultsWith(field, 1)).containsExactly(new Fault(field, "is not true or false: 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plannedAt", "startedAt", "receivedAt"})
    void namesAnInstantThatIsNone(String field) {
        for (String text : List.of("", "now", "2026-11-22", "2026-11-22T11:00", "2026-13-22T11:00:00Z")) {
            assertThat(faultsWith(field, text))
                    .containsExactly(new Fault(field, "is not an instant such as 2026-11-22T11:00:00Z: " + text));
        }
        assertThat(faultsWith(field, "+99999-01-01T00:00:00Z"))
                .containsExactly(new Fault(field, "is outside the years 1678 to 2261: +99999-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "outcome, odd, unknown outcome: odd",
        "outcome, MEASURED, unknown outcome: MEASURED",
        "outcome, '', 'unknown outcome: '",
        "family, ipx, family is neither ipv4 nor ipv6: ipx",
        "destination, sh, is the source too: sh",
        "runId, r-1, none"
    })
    void namesAWordThatIsNone(String field, String word, String message) {
        Fault expected =
                field.equals("runId") ? new Fault("round", "is there, and runId too") : new Fault(field, message);

        assertThat(faultsWith(field, word)).containsExactly(expected);
    }

    @Test
    void wantsARoundOrARunId() {
        Map<String, Object> tree = Results.tree();
        tree.remove("round");

        assertThat(faults(tree)).containsExactly(new Fault("round", "is missing, and runId too"));
    }

    @Test
    void findsAllFaultsAtOnceInTheOrderOfTheFields() {
        Map<String, Object> tree = Results.tree();
        tree.put("task", 1);
        tree.put("revision", "x");
        tree.put("round", -7);
        tree.put("family", "ipx");
        tree.put("durationNs", 0.5);
        tree.remove("outcome");
        tree.put("late", 1);

        assertThat(faults(tree))
                .extracting(Fault::field)
                .containsExactly("task", "revision", "round", "family", "durationNs", "outcome", "late");
    }

    @Test
    void namesAValueThatIsAList() {
        assertThat(faultsWith("forward", Map.of("hops", List.of(1, 2))))
                .containsExactly(new Fault("forward.hops", "is neither a number, a word, a flag nor an object: [1,2]"));
    }

    @Test
    void namesAValueThatIsNotFinite() {
        String text = Json.write(Results.tree()).replace("}", ",\"forward\":{\"loss\":1e400}}");

        assertThat(faults(text)).extracting(Fault::field).containsExactly("forward.loss");
    }

    @Test
    void takesNestingAsDeepAsItReadsAndNoDeeper() {
        assertThat(Json.read(Json.write(withNested(5)), Result.class).values().byField())
                .containsEntry("n.n.n.n.n.n", 1L);
        assertThat(faults(withNested(6))).containsExactly(new Fault("n.n.n.n.n.n.n", "is nested deeper than 6"));
        assertThat(faults("{\"n\":".repeat(100_000)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("nesting depth"));
    }

    /** Such a name could not be written again: it stands for a value and for an object. */
    @ParameterizedTest
    @ValueSource(strings = {"a.b", ".", "", "a-b", "1a", "ä", "a b", "a\u0000"})
    void refusesNamesThatAreNoNames(String name) {
        assertThat(faultsWith(name, 1))
                .containsExactly(new Fault(name, "is not a name of at most 64 letters and digits"));
        assertThat(faultsWith("clock", Map.of(name, 1)))
                .containsExactly(new Fault("clock." + name, "is not a name of at most 64 letters and digits"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]| result: is not an object: ARRAY",
                "5| result: is not an object: NUMBER",
                "\"x\"| result: is not an object: STRING",
                "null| body: is null",
                "''| body: is missing or not an object (line 1, column 0)"
            })
    void refusesWhatIsNoObject(String text, String message) {
        assertThatThrownBy(() -> Json.read(text, Result.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void saysWhichOfSeveralResultsIsFaulty() {
        Map<String, Object> bad = Results.tree();
        bad.put("family", "ipx");
        String text = Json.write(List.of(Results.tree(), bad));

        assertThatThrownBy(() -> Json.read(text, Result[].class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("[1].family: family is neither ipv4 nor ipv6: ipx");
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatIsNotRefusedCanBeWritten(@ForAll("fields") String field, @ForAll("contents") Object content) {
        Map<String, Object> tree = Results.tree();
        tree.put(field, content);
        String text = Json.write(tree);
        try {
            Result result = Json.read(text, Result.class);

            assertThat(Json.read(Json.write(result), Result.class)).isEqualTo(result);
        } catch (InvalidInputException refused) {
            assertThat(refused.faults()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.oneOf(
                Arbitraries.of(Results.tree().keySet()),
                Arbitraries.of("late", "reason", "runId", "receivedAt", "forward", "clock", "sent"),
                Arbitraries.strings().ofMaxLength(5));
    }

    @Provide
    Arbitrary<Object> contents() {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.strings().ofMaxLength(10).map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.bigIntegers().map(Object.class::cast));
        Arbitrary<Object> nested = leaves;
        for (int depth = 0; depth < 2; depth++) {
            Arbitrary<Object> inner = nested;
            nested = Arbitraries.oneOf(
                    leaves,
                    inner.list().ofMaxSize(3).map(Object.class::cast),
                    Arbitraries.maps(fields(), inner).ofMaxSize(3).map(Object.class::cast));
        }
        return nested;
    }

    private static Map<String, Object> withNested(int objects) {
        Object nested = 1;
        for (int i = 0; i < objects; i++) {
            nested = Map.of("n", nested);
        }
        Map<String, Object> tree = Results.tree();
        tree.put("n", nested);
        return tree;
    }

    private static List<Fault> faultsWith(String field, Object value) {
        Map<String, Object> tree = new LinkedHashMap<>(Results.tree());
        tree.put(field, value);
        return faults(tree);
    }

    private static List<Fault> faults(Map<String, Object> tree) {
        // Written without the house's own rules, which would leave nulls out.
        return faults(new ObjectMapper().writeValueAsString(tree));
    }

    private static List<Fault> faults(String text) {
        try {
            throw new AssertionError("was read: " + Json.read(text, Result.class));
        } catch (InvalidInputException refused) {
            return refused.faults();
        }
    }
}
