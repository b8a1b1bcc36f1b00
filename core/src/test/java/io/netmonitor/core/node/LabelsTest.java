// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    private static final Instant AT = Instant.parse("2026-11-22T11:00:00Z");
    private static final String NO_LABEL =
            "has a label that is not a letter and up to 31 of a-z, 0-9, '.', '_' and '-': ";

    @Test
    void readsLabelsOfOneLine() {
        assertThat(Labels.parse("site=bj")).isEqualTo(Map.of("site", "bj"));
        assertThat(Labels.parse(" site = bj , role=edge,z.1_x-y=A.b_c-9 "))
                .isEqualTo(Map.of("site", "bj", "role", "edge", "z.1_x-y", "A.b_c-9"));
        assertThat(Labels.parse("b=2,a=1").keySet()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bj", "BJ", "北京", "Zürich", "1", "a.b", "-", "٣"})
    void takesValuesOfEveryScript(String value) {
        assertThat(Labels.parse("site=" + value)).isEqualTo(Map.of("site", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a=1,", ",a=1", "a=1,,b=2"})
    void refusesWhatIsNoListOfLabels(String text) {
        assertThatThrownBy(() -> Labels.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not of the form label=value,label=value: " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Site", "1a", "_a", "a b", "site/x", "é", "a\n"})
    void refusesOtherLabels(String name) {
        assertThatThrownBy(() -> Labels.require(Map.of(name, "bj")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NO_LABEL + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "b j", "a=b", "a,b", "<b>", "a/b", "1;b=2", "a\n", "*", "\ud83d"})
    void refusesOtherValues(String value) {
        assertThatThrownBy(() -> Labels.require(Map.of("site", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has a value for site that is not 1 to 64 letters, digits, '.', '_' and '-': " + value);
    }

    @Test
    void refusesALabelWithoutAValue() {
        Map<String, String> labels = new HashMap<>();
        labels.put("site", null);

        assertThatThrownBy(() -> Labels.require(labels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has a value for site that is not 1 to 64 letters, digits, '.', '_' and '-': null");
    }

    @Test
    void boundsLengthsAndNumber() {
        assertThat(Labels.require(Map.of("a".repeat(32), "v".repeat(64)))).hasSize(1);
        assertThatThrownBy(() -> Labels.require(Map.of("a".repeat(33), "v"))).hasMessage(NO_LABEL + "a".repeat(33));
        assertThatThrownBy(() -> Labels.require(Map.of("a", "v".repeat(65))))
                .hasMessageStartingWith("has a value for a that is not 1 to 64");
        assertThat(Labels.require(many(32))).hasSize(32);
        assertThatThrownBy(() -> Labels.require(many(33))).hasMessage("are more than 32: 33");
    }

    @Test
    void refusesALabelThatIsThereTwice() {
        assertThatThrownBy(() -> Labels.parse("a=1,b=2,a=1")).hasMessage("has a label twice: a=1,b=2,a=1");
    }

    @Test
    void aNodeHasItsLabelsInOrderAndOfItsOwn() {
        Map<String, String> labels = new HashMap<>(Map.of("site", "bj", "role", "edge", "area", "north"));
        Node node = new Node("bj", "Beijing", labels, AT, AT, null);

        labels.clear();

        assertThat(node.labels().keySet()).containsExactly("area", "role", "site");
        assertThatThrownBy(() -> node.labels().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(new Node("bj", "Beijing", AT, AT, null).labels()).isEmpty();
    }

    @Test
    void aNodeRefusesWhatAreNoLabels() {
        assertThatThrownBy(() -> new Node("bj", "Beijing", Map.of("Site", "bj"), AT, AT, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NO_LABEL + "Site");
    }

    @Test
    void aNodeKeepsItsLabelsWhenItIsSeenAndItsReportWhenItIsDescribed() {
        NodeReport report = new NodeReport("0.1.0", java.util.List.of(), Map.of(), null, false, null, 0, 0);
        Node node = new Node("bj", "Beijing", Map.of("site", "bj"), AT, AT, null);

        Node seen = node.seen(AT.plusSeconds(5), report);
        Node described = seen.described("Peking", Map.of("role", "edge"));

        assertThat(seen).isEqualTo(new Node("bj", "Beijing", Map.of("site", "bj"), AT, AT.plusSeconds(5), report));
        assertThat(described)
                .isEqualTo(new Node("bj", "Peking", Map.of("role", "edge"), AT, AT.plusSeconds(5), report));
    }

    private static Map<String, String> many(int labels) {
        return IntStream.range(0, labels).boxed().collect(Collectors.toMap(i -> "l" + i, i -> "v" + i));
    }
}
