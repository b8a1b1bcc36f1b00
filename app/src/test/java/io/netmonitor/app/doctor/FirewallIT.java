// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netmonitor.lab.Lab;
import io.netmonitor.lab.Link;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of rules, beside what the kernel does by the same rules with a real packet. */
class FirewallIT {
    private static final int PORT = 862;
    private static final Pattern PACKETS = Pattern.compile("counter packets (\\d+)");

    /** Counts packets before all filters and behind them, whether anybody listens or not. */
    private static final String COUNTERS = """
            flush ruleset
            table inet seen {
              chain before {
                type filter hook prerouting priority -300
                udp dport 862 counter
              }
              chain behind {
                type filter hook input priority 300
                udp dport 862 counter
              }
            }
            """;

    private static final List<Rules> LET_IN = List.of(
            rules("nothing", "accept", ""),
            rules("another port is dropped", "accept", "udp dport 863 drop"),
            rules("a range is open", "drop", "udp dport 800-900 accept"),
            rules("a set is open", "drop", "meta l4proto udp udp dport { 53, 862 } counter accept"),
            rules("new sessions are let in", "drop", "ct state { new, established } accept"),
            rules("a map by state", "drop", "ct state vmap { invalid : drop, new : accept }"),
            rules("all but loopback", "drop", "iifname != \"lo\" accept"),
            rules("the jump comes back", "drop", "jump side", "udp dport 862 accept"),
            rules("the other protocols are refused", "accept", "meta l4proto tcp reject", "icmp type 8 drop"),
            rules("any other port is refused", "accept", "udp dport != 862 reject"));

    private static final List<Rules> KEPT_OUT = List.of(
            rules("policy", "drop", ""),
            rules("policy with the usual rules", "drop", "iif lo accept", "ct state established,related accept"),
            rules("refused", "accept", "udp dport 862 reject"),
            rules("dropped before it is accepted", "accept", "udp dport 1-1023 drop", "udp dport 862 accept"),
            rules("tcp is open", "drop", "tcp dport 862 accept", "meta l4proto tcp accept"),
            rules("goto does not come back", "drop", "goto side", "udp dport 862 accept"),
            rules("returned to the policy", "drop", "return", "udp dport 862 accept"));

    @TempDir
    private Path folder;

    @BeforeEach
    void needsALab() {
        assumeTrue(Lab.availability().ok(), () -> "needs " + Lab.availability());
    }

    @Test
    void judgesRulesAsTheKernelDoes() throws Exception {
        try (Lab lab = Lab.plan("doctor").site("node", Link.ofMbits(100)).up()) {
            FirewallCheck check = checkAt(lab);
            for (Rules rules : LET_IN) {
                assertThat(passes(lab, rules)).as(rules.name()).isTrue();
                assertThat(check.examine().verdict()).as(rules.name()).isEqualTo(Verdict.OK);
            }
            for (Rules rules : KEPT_OUT) {
                assertThat(passes(lab, rules)).as(rules.name()).isFalse();
                assertThat(check.examine().verdict()).as(rules.name()).isEqualTo(Verdict.BAD);
            }
        }
    }

    @Test
    void theRemedyOpensThePort() throws Exception {
        try (Lab lab = Lab.plan("remedy").site("node", Link.ofMbits(100)).up()) {
            FirewallCheck check = checkAt(lab);
            for (Rules rules : KEPT_OUT) {
                load(lab, rules);
                List<String> remedy =
                        List.of(check.examine().remedies().getFirst().split(" ", -1));

                run(lab.exec("node", remedy), "");

                assertThat(arrives(lab)).as(rules.name()).isTrue();
                assertThat(check.examine().verdict()).as(rules.name()).isEqualTo(Verdict.OK);
            }
        }
    }

    private FirewallCheck checkAt(Lab lab) {
        HostFolder host = new HostFolder(folder)
                .program(
                        "nft",
                        "exec " + String.join(" ", lab.exec("node", "nft").command()) + " \"$@\"");
        return new FirewallCheck(host.files(), host.programs(), PORT);
    }

    private static boolean passes(Lab lab, Rules rules) throws Exception {
        load(lab, rules);
        return arrives(lab);
    }

    private static void load(Lab lab, Rules rules) throws Exception {
        run(lab.exec("node", "nft", "-f", "-"), COUNTERS + rules.text());
    }

    /** Each packet leaves from a port of its own, so that it begins a session. */
    private static boolean arrives(Lab lab) throws Exception {
        long behind = count(lab, "behind");
        long before = count(lab, "before");
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress node = InetAddress.ofLiteral(lab.layout().ipv4("node"));
            socket.send(new DatagramPacket(new byte[44], 44, new InetSocketAddress(node, PORT)));
        }
        await().until(() -> count(lab, "before") == before + 1);
        return count(lab, "behind") == behind + 1;
    }

    private static long count(Lab lab, String chain) throws Exception {
        String listing = run(lab.exec("node", "nft", "list", "chain", "inet", "seen", chain), "");
        Matcher packets = PACKETS.matcher(listing);
        assertThat(packets.find()).as(listing).isTrue();
        return Long.parseLong(packets.group(1));
    }

    private static String run(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(builder.command() + ": " + output).isZero();
        return output;
    }

    private static Rules rules(String name, String policy, String... statements) {
        return new Rules(name, policy, List.of(statements));
    }

    /**
     * A firewall.
     *
     * @param name what is special
     * @param policy of its one chain
     * @param statements its rules, one each
     */
    private record Rules(String name, String policy, List<String> statements) {
        String text() {
            List<String> lines = new ArrayList<>(List.of("table inet filter {"));
            lines.addAll(List.of("chain side {", "tcp dport 1 drop", "}", "chain input {"));
            lines.add("type filter hook input priority 0; policy " + policy + ";");
            lines.addAll(statements);
            lines.addAll(List.of("}", "}", ""));
            return String.join("\n", lines);
        }
    }
}
