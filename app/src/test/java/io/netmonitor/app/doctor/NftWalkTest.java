// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.doctor.NftWalk.End;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules as nft 1.0.6 printed them, and single statements put together by hand. */
class NftWalkTest {
    private static final Set<End> ACCEPTED = Set.of(End.ACCEPTED);
    private static final Set<End> DROPPED = Set.of(End.DROPPED);
    private static final Set<End> EITHER = Set.of(End.ACCEPTED, End.DROPPED);

    @Test
    void walksRealRules() throws IOException {
        assertThat(fate(resource("closed"), 862)).isEqualTo(DROPPED);
        assertThat(fate(resource("open"), 862)).isEqualTo(ACCEPTED);
        assertThat(fate(resource("open"), 53)).isEqualTo(ACCEPTED);
        assertThat(fate(resource("open"), 901)).isEqualTo(DROPPED);
        assertThat(fate(resource("jumps"), 862)).isEqualTo(ACCEPTED);
        assertThat(fate(resource("jumps"), 8621)).isEqualTo(DROPPED);
        assertThat(fate(resource("some"), 862)).isEqualTo(EITHER);
        assertThat(fate(resource("some"), 8621)).isEqualTo(ACCEPTED);
    }

    @Test
    void looksOnlyWhereFiltersStandForWhatComesIn() throws IOException {
        assertThat(NftRules.read(resource("some")).doors()).hasSize(1);
        assertThat(NftRules.read("""
                {"nftables":[
                 {"chain":{"family":"ip","table":"nat","name":"pre","type":"nat","hook":"prerouting","policy":"drop"}},
                 {"chain":{"family":"arp","table":"a","name":"in","type":"filter","hook":"input","policy":"drop"}},
                 {"chain":{"family":"ip","table":"f","name":"fwd","type":"filter","hook":"forward","policy":"drop"}}]}
                """).doors()).isEmpty();
        assertThat(NftRules.read("[]").doors()).isEmpty();
    }

    @Test
    void theFirstRuleThatIsSurelyMetDecides() {
        assertThat(drop("""
                {"accept":null}""")).isEqualTo(ACCEPTED);
        assertThat(accept("""
                {"drop":null}""", """
                {"accept":null}""")).isEqualTo(DROPPED);
        assertThat(accept("""
                {"counter":{}},{"log":{}},{"reject":{}}""")).isEqualTo(DROPPED);
        assertThat(drop("""
                {"counter":{}}""")).isEqualTo(DROPPED);
        assertThat(accept("""
                {"return":null}""", """
                {"drop":null}""")).isEqualTo(ACCEPTED);
    }

    @Test
    void whatDependsOnMoreThanThePacketIsLeftOpen() {
        assertThat(drop(match("==", payload("ip", "saddr"), "\"192.0.2.1\"") + ",{\"accept\":null}"))
                .isEqualTo(EITHER);
        assertThat(drop(match("==", meta("iifname"), "\"eth0\"") + ",{\"accept\":null}"))
                .isEqualTo(EITHER);
        assertThat(drop(match("==", meta("l4proto"), "\"@known\"") + ",{\"accept\":null}"))
                .isEqualTo(EITHER);
        assertThat(accept("{\"limit\":{\"rate\":5}},{\"drop\":null}")).isEqualTo(EITHER);
        assertThat(accept("{\"xt\":{\"type\":\"match\"}},{\"drop\":null}")).isEqualTo(EITHER);
        assertThat(drop("{\"queue\":{\"num\":1}}")).isEqualTo(EITHER);
        assertThat(drop(match("<", payload("udp", "dport"), "1000") + ",{\"accept\":null}"))
                .isEqualTo(EITHER);
    }

    @Test
    void otherProtocolsAndLoopbackAreNotMeant() {
        for (String condition : List.of(
                match("==", payload("tcp", "dport"), "862"),
                match("!=", payload("tcp", "dport"), "22"),
                match(">", payload("tcp", "dport"), "22"),
                match("==", payload("icmp", "type"), "\"echo-request\""),
                match("==", meta("iifname"), "\"lo\""),
                match("==", meta("l4proto"), "\"tcp\""),
                match("!=", payload("udp", "dport"), "862"),
                match("in", "{\"ct\":{\"key\":\"state\"}}", "[\"established\",\"related\"]"))) {
            assertThat(drop(condition + ",{\"accept\":null}")).as(condition).isEqualTo(DROPPED);
        }
    }

    @Test
    void whatIsSurelyMet() {
        for (String condition : List.of(
                match("==", payload("th", "dport"), "862"),
                match("==", payload("udp", "dport"), "{\"set\":[1,862]}"),
                match("==", payload("udp", "dport"), "{\"range\":[862,862]}"),
                match("!=", payload("udp", "dport"), "53"),
                match("==", meta("l4proto"), "{\"set\":[\"tcp\",\"udp\"]}"),
                match("!=", meta("iifname"), "\"lo\""),
                match("in", "{\"ct\":{\"key\":\"state\"}}", "[\"established\",\"new\"]"))) {
            assertThat(drop(condition + ",{\"accept\":null}")).as(condition).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void verdictMapsAreRulesInOne() {
        String state = "{\"vmap\":{\"key\":{\"ct\":{\"key\":\"state\"}},\"data\":{\"set\":[%s]}}}";

        assertThat(accept(state.formatted("[\"established\",{\"accept\":null}],[\"new\",{\"drop\":null}]")))
                .isEqualTo(DROPPED);
        assertThat(accept(state.formatted("[\"invalid\",{\"drop\":null}]"))).isEqualTo(ACCEPTED);
        assertThat(drop("{\"vmap\":{\"key\":" + payload("ip", "saddr") + ",\"data\":\"@verdicts\"}}"))
                .isEqualTo(EITHER);
        assertThat(drop("{\"vmap\":{\"key\":" + payload("ip", "saddr")
                        + ",\"data\":{\"set\":[[\"192.0.2.1\",{\"accept\":null}]]}}}"))
                .isEqualTo(EITHER);
    }

    @Test
    void comesBackFromJumpsButNotFromGoto() {
        assertThat(fate(
                        table("drop", List.of("{\"goto\":{\"target\":\"side\"}}", "{\"accept\":null}"), List.of()),
                        862))
                .isEqualTo(DROPPED);
        assertThat(fate(
                        table("drop", List.of("{\"jump\":{\"target\":\"side\"}}", "{\"accept\":null}"), List.of()),
                        862))
                .isEqualTo(ACCEPTED);
        assertThat(fate(
                        table(
                                "drop",
                                List.of("{\"jump\":{\"target\":\"side\"}}", "{\"accept\":null}"),
                                List.of("{\"drop\":null}")),
                        862))
                .isEqualTo(DROPPED);
    }

    @Test
    void endsInRulesThatJumpInCircles() {
        String circle = "{\"jump\":{\"target\":\"side\"}}";

        assertThat(fate(table("drop", List.of(circle), List.of(circle)), 862)).isEqualTo(EITHER);
    }

    private static Set<End> accept(String... rules) {
        return fate(table("accept", List.of(rules), List.of()), 862);
    }

    private static Set<End> drop(String... rules) {
        return fate(table("drop", List.of(rules), List.of()), 862);
    }

    private static Set<End> fate(String json, int port) {
        NftRules rules = NftRules.read(json);
        return new NftWalk(rules, port).ends(rules.doors().getFirst());
    }

    private static String table(String policy, List<String> rules, List<String> side) {
        List<String> items = new ArrayList<>(List.of("""
                {"chain":{"family":"inet","table":"t","name":"in","type":"filter","hook":"input","policy":"%s"}}""".formatted(policy), """
                {"chain":{"family":"inet","table":"t","name":"side"}}"""));
        rules.forEach(rule -> items.add(rule("in", rule)));
        side.forEach(rule -> items.add(rule("side", rule)));
        return "{\"nftables\":[" + String.join(",", items) + "]}";
    }

    private static String rule(String chain, String statements) {
        return "{\"rule\":{\"family\":\"inet\",\"table\":\"t\",\"chain\":\"" + chain + "\",\"expr\":[" + statements
                + "]}}";
    }

    private static String match(String op, String left, String right) {
        return "{\"match\":{\"op\":\"" + op + "\",\"left\":" + left + ",\"right\":" + right + "}}";
    }

    private static String payload(String protocol, String field) {
        return "{\"payload\":{\"protocol\":\"" + protocol + "\",\"field\":\"" + field + "\"}}";
    }

    private static String meta(String key) {
        return "{\"meta\":{\"key\":\"" + key + "\"}}";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = NftWalkTest.class.getResourceAsStream(name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
