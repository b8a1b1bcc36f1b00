// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class NodeTest {
    private static final Instant AT = Instant.parse("2026-11-22T11:00:00Z");

    @Property
    void aNameIsLowerCaseLettersDigitsAndThreeSigns(
            @ForAll
                    @StringLength(min = 1, max = 64)
                    @CharRange(from = 'a', to = 'z')
                    @CharRange(from = '0', to = '9')
                    @Chars({'.', '_', '-'})
                    String name) {
        assertThat(NodeName.isValid(name)).isTrue();
        assertThat(NodeName.require("name", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bj",
                "b j",
                "bj ",
                "bj\n",
                "b/j",
                "bj:1",
                "北京",
                "bj\u0000",
                "é",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesOtherNamesAndNamesTheField(String name) {
        assertThat(NodeName.isValid(name)).isFalse();
        assertThatThrownBy(() -> NodeName.require("source", name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("source: is not 1 to 64 of a-z, 0-9, '.', '_' and '-': " + name);
    }

    @Test
    void givesTheFirstAddressOfAFamily() {
        Node node = node(report(List.of("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2"), Map.of()));

        assertThat(node.address(Family.IPV4)).hasValue(InetAddress.ofLiteral("192.0.2.1"));
        assertThat(node.address(Family.IPV6)).hasValue(InetAddress.ofLiteral("2001:db8::1"));
    }

    @Test
    void hasNoAddressWithoutAReportOrOfAnotherFamily() {
        assertThat(node(null).address(Family.IPV4)).isEmpty();
        assertThat(node(report(List.of(), Map.of())).address(Family.IPV4)).isEmpty();
        assertThat(node(report(List.of("::1"), Map.of())).address(Family.IPV4)).isEmpty();
    }

    @Test
    void readsBackWhatItWrites() {
        NodeReport full = new NodeReport(
                "0.1.0", List.of("::1", "192.0.2.1"), Map.of("basic", 862), "6f1c", true, 12_000L, 1L << 40, 3);

        assertThat(Json.read(Json.write(full), NodeReport.class)).isEqualTo(full);
        assertThat(Json.read(Json.write(node(full)), Node.class)).isEqualTo(node(full));
        assertThat(Json.read(Json.write(node(null)), Node.class)).isEqualTo(node(null));
    }

    @Test
    void leavesOutWhatIsUnknown() {
        JsonNode tree = Json.tree(node(report(List.of(), Map.of())));

        assertThat(tree.propertyNames()).containsExactly("name", "title", "labels", "joinedAt", "lastSeenAt", "report");
        assertThat(tree.get("report").propertyNames())
                .containsExactly("version", "addresses", "ports", "clockSynchronized", "spoolBytes", "droppedResults");
        assertThat(Json.tree(node(null)).propertyNames()).doesNotContain("report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bj.example", "192.0.2.256", "2001:db8::g", "192.0.2.1:862", "fe80::1%no-such0"})
    void refusesAReportWithWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> report(List.of("192.0.2.1", address), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("addresses: has what is no address such as 192.0.2.1 or 2001:db8::1: " + address);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void refusesAReportWithWhatIsNoPort(int port) {
        assertThatThrownBy(() -> report(List.of(), Map.of("basic", port)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("ports.basic: is outside 1 to 65535: " + port);
    }

    @Test
    void namesTheFieldOfAFaultyReportInJson() {
        String text = Json.write(report(List.of("::1"), Map.of("basic", 862)));

        assertThatThrownBy(() -> Json.read(text.replace("::1", "bj.example"), NodeReport.class))
                .hasMessage("addresses: has what is no address such as 192.0.2.1 or 2001:db8::1: bj.example");
        assertThatThrownBy(() -> Json.read(text.replace("862", "0"), NodeReport.class))
                .hasMessage("ports.basic: is outside 1 to 65535: 0");
    }

    @Test
    void refusesMoreAddressesThanAHostNeeds() {
        assertThat(report(Collections.nCopies(32, "::1"), Map.of()).addresses()).hasSize(32);
        assertThatThrownBy(() -> report(Collections.nCopies(33, "::1"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more than 32 addresses or ports: 33, 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"version\":\"1\"}", "{\"version\":\"1\",\"addresses\":[null]}", "[]", "7"})
    void refusesABrokenReportFromOutside(String text) {
        assertThatThrownBy(() -> Json.read(text, NodeReport.class)).isInstanceOf(InvalidInputException.class);
    }

    private static Node node(@Nullable NodeReport report) {
        return new Node("bj", "Beijing", AT, AT.plusSeconds(5), report);
    }

    private static NodeReport report(List<String> addresses, Map<String, Integer> ports) {
        return new NodeReport("0.1.0", addresses, ports, null, false, null, 0, 0);
    }
}
