// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final ProcessStamp OWNER = new ProcessStamp(4_194_304, 99);

    @Test
    void givesEveryLinkItsOwnAddresses() {
        Layout layout = layout(twoSites(), true, true);

        assertThat(layout.hostIpv4()).isEqualTo("10.213.255.1");
        assertThat(layout.ipv4("a")).isEqualTo("10.213.255.5");
        assertThat(layout.ipv4("b")).isEqualTo("10.213.255.9");
        assertThat(layout.hostIpv6()).isEqualTo("fd00:213:255::1");
        assertThat(layout.ipv6("b")).isEqualTo("fd00:213:255::2:1");
    }

    @Test
    void keepsInterfaceNamesWithinTheKernelsLimit() {
        assertThat(layout(twoSites(), true, true).hostInterface().length()).isLessThanOrEqualTo(15);
    }

    @Test
    void leavesOutWhatTheHostCannotGiveAndSaysSo() {
        LabPlan plan = Lab.plan("t").site("a", Link.ofMbits(10).delayed(Duration.ofMillis(20)));

        Layout layout = layout(plan, false, false);

        assertThat(layout.commands()).noneMatch(command -> command.toString().contains("netem"));
        assertThat(layout.commands()).noneMatch(command -> command.toString().contains("fd00"));
        assertThat(layout.missing())
                .containsExactly("IPv6 (switched off on this host)", "link delay (this kernel has no sch_netem)");
    }

    @Test
    void hasNoIpv4AnywhereWhenItIsNotWanted() {
        List<String> commands = text(layout(twoSites().ipv6Only(), true, true));

        assertThat(commands).noneMatch(command -> command.contains("10.213.") || command.contains("net.ipv4"));
        assertThat(commands)
                .contains(
                        "ip -n t-4194304-255-a address delete 127.0.0.1/8 dev lo",
                        "ip -n t-4194304-255-b address add fd00:213:255::2:1/112 dev eth0 nodad");
    }

    @Test
    void delaysBelowTheShaperWhereTheKernelCan() {
        LabPlan plan = Lab.plan("t").site("a", Link.ofMbits(12).delayed(Duration.ofMillis(20)));

        List<String> commands = text(layout(plan, true, true));

        assertThat(commands)
                .contains("tc -n t-4194304-255-a qdisc add dev eth0 root handle 1: tbf rate 12000000bit"
                        + " burst 16384 latency 50ms")
                .contains(
                        "tc -n t-4194304-255-a qdisc add dev eth0 parent 1:1 handle 10: netem delay 20000us limit 170");
    }

    @Test
    void quotesWhatAShellWouldTakeForItsOwn() {
        LabPlan plan = Lab.plan("t").site("a", Link.ofMbits(10).losing(0.02));

        assertThat(text(layout(plan, true, true)))
                .contains("ip netns exec t-4194304-255-a nft add chain inet lab receive"
                        + " '{' type filter hook prerouting priority -300 ';' '}'")
                .contains("ip netns exec t-4194304-255-a nft add rule inet lab receive iifname eth0"
                        + " numgen random mod 1000000 '<' 20000 drop");
    }

    @Test
    void refusesImpossiblePlans() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lab.plan("t").site("a", Link.ofMbits(1)).site("a", Link.ofMbits(1)))
                .withMessage("site names must differ, and none may be router: [a, a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lab.plan("no good"))
                .withMessage("lab name is not 1 to 32 of a-z, 0-9 and -: no good");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Link.ofMbits(0))
                .withMessage("link rate not within 64 kbit/s to 100 Gbit/s: 0 bit/s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Link.ofMbits(1).losing(1))
                .withMessage("link loss not within 0 to below 1: 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layout(twoSites(), true, true).ipv4("c"))
                .withMessage("lab t has no site c");
    }

    private static LabPlan twoSites() {
        return Lab.plan("t").site("a", Link.ofMbits(10)).site("b", Link.ofMbits(10));
    }

    private static Layout layout(LabPlan plan, boolean ipv6, boolean netem) {
        return new Layout(plan, OWNER, new Subnet(255, "10.213.255"), new HostFeatures(ipv6, netem));
    }

    private static List<String> text(Layout layout) {
        return layout.commands().stream().map(ShellCommand::toString).toList();
    }
}
