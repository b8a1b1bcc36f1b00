// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeReportTest {
    private static final Instant STARTED = Instant.parse("2026-11-22T11:00:00.000000001Z");

    /** As version 0.1.0 sent it. */
    private static final String FIRST_VERSION = "{\"version\":\"0.1.0\",\"addresses\":[\"192.0.2.1\"],"
            + "\"ports\":{\"basic\":862},\"bootId\":\"boot\",\"clockSynchronized\":true,\"clockMaxErrorNs\":1500,"
            + "\"spoolBytes\":1,\"droppedResults\":2}";

    @Test
    void readsBackAllThatAnAgentCanSay() {
        NodeReport report = report("203.0.113.7", false);

        assertThat(Json.read(Json.write(report), NodeReport.class)).isEqualTo(report);
        assertThat(Json.tree(report).propertyNames())
                .containsExactly(
                        "version",
                        "addresses",
                        "ports",
                        "bootId",
                        "clockSynchronized",
                        "clockMaxErrorNs",
                        "spoolBytes",
                        "droppedResults",
                        "startedAt",
                        "clockOffsetNs",
                        "hostLoad",
                        "seenAs",
                        "inbound");
    }

    @Test
    void readsWhatOldAgentsSay() {
        NodeReport report = Json.read(FIRST_VERSION, NodeReport.class);

        assertThat(report)
                .isEqualTo(new NodeReport(
                        "0.1.0", List.of("192.0.2.1"), Map.of("basic", 862), "boot", true, 1_500L, 1, 2));
        assertThat(report.startedAt()).isNull();
        assertThat(report.clockOffsetNs()).isNull();
        assertThat(report.hostLoad()).isNull();
        assertThat(report.seenAs()).isNull();
        assertThat(report.inbound()).isNull();
        assertThat(report.isReachable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        ",            ,      true",
        "203.0.113.7, ,      false",
        "203.0.113.7, true,  true",
        "203.0.113.7, false, false",
        ",            false, false",
        ",            true,  true"
    })
    void canBeReachedUnlessItIsBehindATranslatorOrItsOperatorSaysOtherwise(
            @Nullable String seenAs, @Nullable Boolean inbound, boolean reachable) {
        assertThat(report(seenAs, inbound).isReachable()).isEqualTo(reachable);
    }

    @Test
    void saysTheSameAtOtherAddresses() {
        NodeReport report = report("203.0.113.7", true);

        NodeReport elsewhere = report.at(List.of("198.51.100.1"));

        assertThat(elsewhere.addresses()).containsExactly("198.51.100.1");
        assertThat(elsewhere.at(report.addresses())).isEqualTo(report);
    }

    @Test
    void writesTheAddressThatOthersSeeInItsShortestForm() {
        assertThat(report("2001:DB8:0:0::0001", null).seenAs()).isEqualTo("2001:db8::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nat.example", "192.0.2.256", "192.0.2.1:862"})
    void refusesAnAddressThatNobodyCanSee(String seenAs) {
        assertThatThrownBy(() -> report(seenAs, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("seenAs: has what is no address such as 192.0.2.1 or 2001:db8::1: " + seenAs);
    }

    @ParameterizedTest
    @EnumSource
    void readsBackTheWordOfAnEvent(NodeEvent.What what) {
        NodeEvent event = new NodeEvent("bj", STARTED, what, "");

        assertThat(NodeEvent.What.of(what.label())).isSameAs(what);
        assertThat(Json.read(Json.write(event), NodeEvent.class)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Joined", "JOINED", "left"})
    void refusesOtherEvents(String label) {
        assertThatThrownBy(() -> NodeEvent.What.of(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown event: " + label);
    }

    private static NodeReport report(@Nullable String seenAs, @Nullable Boolean inbound) {
        return new NodeReport(
                "0.2.0",
                List.of("192.0.2.1", "2001:db8::1"),
                Map.of("basic", 862),
                "boot",
                true,
                1_500L,
                7,
                8,
                STARTED,
                -250_000L,
                0.25,
                seenAs,
                inbound);
    }
}
