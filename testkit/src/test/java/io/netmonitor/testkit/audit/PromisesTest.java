// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Revisions as the API shows them, and what follows from them. */
final class PromisesTest {
    private static final List<String> NODES = List.of("a", "b", "c");

    private static Revision revision(String spec, int number, int second, String state) {
        return Revision.read("wan", Json.read("""
                        {"number":7,"revision":%d,"change":"changed","by":"me","at":"1970-01-01T00:00:%02d.500000000Z",
                         "state":"%s","spec":%s}""".formatted(number, second, state, spec), JsonNode.class), NODES);
    }

    private static List<String> pairs(String spec) {
        return Promises.of(List.of(revision(spec, 1, 0, "active")), 0).stream()
                .map(promise -> promise.one() + promise.other())
                .toList();
    }

    @Test
    void aMeshIsEachPairOnceUnlessItHasAnOrder() {
        assertThat(pairs("""
                {"kind":"basic","members":["a","b","c"],"period":"5s"}""")).containsExactly("ab", "ac", "bc");
        assertThat(pairs("""
                {"kind":"bandwidth","members":["a","b"],"topology":"mesh","period":"1m"}""")).containsExactly("ab", "ba");
    }

    @Test
    void aHubIsMeasuredWithAllOthers() {
        assertThat(pairs("""
                {"kind":"basic","members":["a","b","c"],"topology":"hub","hub":"b","period":"5s"}""")).containsExactly("ba", "bc");
    }

    @Test
    void pairsAreThoseThatAreWritten() {
        assertThat(pairs("""
                {"kind":"bandwidth","topology":"pairs","pairs":[["c","a"]],"period":"30s"}""")).containsExactly("ca", "ac");
    }

    @Test
    void aStarIsEverybody() {
        assertThat(pairs("""
                {"kind":"basic","members":["*"],"topology":"hub","hub":"a","period":"5s"}""")).containsExactly("ab", "ac");
    }

    @Test
    void aRevisionHoldsUntilTheNextAndTheLastOneUntilTheEnd() {
        String spec = """
                {"kind":"basic","members":["a","b"],"period":"500ms"}""";
        List<Promise> promises = Promises.of(
                List.of(revision(spec, 3, 9, "active"), revision(spec, 1, 2, "active"), revision(spec, 2, 5, "paused")),
                Made.ns(20));

        assertThat(promises)
                .containsExactly(
                        new Promise("wan", 1, "basic", "a", "b", Made.ns(2.5), Made.ns(5.5), Made.ns(0.5)),
                        new Promise("wan", 3, "basic", "a", "b", Made.ns(9.5), Made.ns(20), Made.ns(0.5)));
    }

    @Test
    void readsPeriodsAndRefusesOthers() {
        assertThat(Stream.of("100ms", "2s", "5m", "1h", "1d").map(Revision::periodNs))
                .containsExactly(Made.ns(0.1), Made.ns(2), Made.ns(300), Made.ns(3600), Made.ns(86400));
        assertThatThrownBy(() -> Revision.periodNs("7 weeks"))
                .hasMessage("period has no unit of ms, s, m, h, d: 7 weeks");
    }
}
