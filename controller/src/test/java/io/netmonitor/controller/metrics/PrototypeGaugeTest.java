// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Result;
import io.netmonitor.testkit.probe.PrototypeKinds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrototypeGaugeTest {
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");
    private static final Path PATH = new Path("sh", "bj", Family.IPV6);

    @Test
    void givesDelaysInMillisecondsLossAsARatioAndBothDirections() throws IOException {
        String text = text(ListedNames.AS_THEY_ARE, basic(PATH, START));

        assertThat(text).isEqualTo("""
                # HELP netmonitor The prototype's metrics: delays and jitter in ms, loss as a ratio, bandwidth in bit/s
                # TYPE netmonitor gauge
                netmonitor{dip="bj",metric="OWD",sip="sh"} 0.087
                netmonitor{dip="bj",metric="OW_Jitter",sip="sh"} 0.062352
                netmonitor{dip="bj",metric="OW_Loss",sip="sh"} 0.1
                netmonitor{dip="bj",metric="RTT",sip="sh"} 0.147
                netmonitor{dip="bj",metric="RT_Loss",sip="sh"} 0.3
                netmonitor{dip="sh",metric="OWD",sip="bj"} 0.06
                netmonitor{dip="sh",metric="OW_Jitter",sip="bj"} 0.120508
                netmonitor{dip="sh",metric="OW_Loss",sip="bj"} 0.0
                """);
    }

    @Test
    void givesBandwidthInBitsASecond() throws IOException {
        Result result =
                PrototypeKinds.measured("wan", PrototypeKinds.BANDWIDTH, PATH, START, PrototypeKinds.rate(976_908_736));

        assertThat(text(ListedNames.AS_THEY_ARE, result))
                .endsWith("\nnetmonitor{dip=\"bj\",metric=\"AB\",sip=\"sh\"} 9.76908736E8\n");
    }

    @Test
    void callsMembersAsTheyWereListed() throws IOException {
        ListedNames names = (task, member) -> task + "'s " + member;

        assertThat(text(names, basic(PATH, START)))
                .contains("netmonitor{dip=\"wan's bj\",metric=\"RTT\",sip=\"wan's sh\"} 0.147\n")
                .contains("netmonitor{dip=\"wan's sh\",metric=\"OWD\",sip=\"wan's bj\"} 0.06\n");
    }

    @Test
    void givesTheNewestOfMembersThatAreListedAlike() throws IOException {
        ListedNames names = (task, member) -> member.replace("old-", "");
        Path old = new Path("old-sh", "bj", Family.IPV6);

        String text = text(names, basic(old, START.plusSeconds(1)), rtt(PATH, START, 5_000_000));

        assertThat(text)
                .contains("netmonitor{dip=\"bj\",metric=\"RTT\",sip=\"sh\"} 0.147\n")
                .doesNotContain(" 5.0");
    }

    @Test
    void hasNothingToSayWithoutAValue() throws IOException {
        assertThat(text(ListedNames.AS_THEY_ARE)).isEmpty();
    }

    private static Result basic(Path path, Instant at) {
        return rtt(path, at, 147_000);
    }

    private static Result rtt(Path path, Instant at, long roundTripNs) {
        return PrototypeKinds.measured(
                "wan", PrototypeKinds.BASIC, path, at, PrototypeKinds.delays(roundTripNs, 87_000, 60_000));
    }

    private static String text(ListedNames names, Result... results) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PrototypeGauge(PrototypeKinds.catalog(), names).write(List.of(results), out);
        return out.toString(UTF_8);
    }
}
