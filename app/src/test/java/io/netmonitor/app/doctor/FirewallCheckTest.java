// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirewallCheckTest {
    @TempDir
    private Path folder;

    private HostFolder host;

    @BeforeEach
    void makeHost() {
        host = new HostFolder(folder);
    }

    @Test
    void asksFirewalldWhereItRuns() throws Exception {
        firewalld("yes", 0);
        assertThat(check().verdict()).isEqualTo(Verdict.OK);

        firewalld("no", 1);
        assertThat(check().verdict()).isEqualTo(Verdict.WARN);
        assertThat(check().words()).startsWith("firewalld may drop");
        assertThat(check().remedies())
                .containsExactly("firewall-cmd --permanent --add-port=862/udp", "firewall-cmd --reload");

        firewalld("Authorization failed.", 253);
        assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check().words()).contains("Authorization failed.");
    }

    @Test
    void passesOverAFirewalldThatDoesNotRun() throws Exception {
        host.program("firewall-cmd", "echo 'not running' >&2", "exit 252");

        assertThat(check()).isEqualTo(Finding.ok("firewall", "none seen on this host"));
    }

    @Test
    void readsWhatUfwAllows() throws Exception {
        ufw("Status: active", "To Action From", "862/udp                    ALLOW       Anywhere");
        assertThat(check()).isEqualTo(Finding.ok("firewall", "ufw lets udp to port 862 in"));

        ufw("Status: active", "862/udp                    DENY       Anywhere", "8621/udp   ALLOW   Anywhere");
        assertThat(check().verdict()).isEqualTo(Verdict.WARN);
        assertThat(check().remedies()).containsExactly("ufw allow 862/udp");

        ufw("Status: inactive");
        assertThat(check().words()).isEqualTo("none seen on this host");

        host.program("ufw", "echo 'ERROR: You need to be root to run this script' >&2", "exit 1");
        assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check().words()).contains("need to be root");
    }

    @Test
    void saysThatOlderTablesMayDrop() throws Exception {
        host.put("/proc/net/ip_tables_names", "nat", "filter");

        Finding finding = check();

        assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
        assertThat(finding.words()).contains("older kind").contains("may drop");
        assertThat(finding.remedies()).contains("iptables-legacy -I INPUT -p udp --dport 862 -j ACCEPT");
    }

    @Test
    void namesTheChainThatDropsAndOpensItAtItsBeginning() throws Exception {
        nft("closed");

        Finding finding = check();

        assertThat(finding.verdict()).isEqualTo(Verdict.BAD);
        assertThat(finding.words()).isEqualTo("nftables drops udp to port 862 (chain inet filter input, policy drop)");
        assertThat(finding.remedies()).first().isEqualTo("nft insert rule inet filter input udp dport 862 accept");
    }

    @Test
    void saysMayWhenItDependsOnTheSender() throws Exception {
        nft("some");

        Finding finding = check();

        assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
        assertThat(finding.words()).startsWith("nftables may drop udp to port 862 (chain inet wall in,");
    }

    @Test
    void isContentWithRulesThatLetItIn() throws Exception {
        nft("open");
        assertThat(check()).isEqualTo(Finding.ok("firewall", "nftables lets udp to port 862 in"));

        host.program("nft", "echo '{\"nftables\": []}'");
        assertThat(check()).isEqualTo(Finding.ok("firewall", "no rules for what comes in"));
    }

    @Test
    void saysThatRootAloneMaySeeTheRules() throws Exception {
        host.program("nft", "echo 'Operation not permitted (you must be root)' >&2", "exit 1");

        assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check().words()).contains("root alone");

        host.program("nft", "echo 'out of ideas' >&2", "exit 1");
        assertThat(check().words()).endsWith("out of ideas");
    }

    @Test
    void doesNotTakeAMissingProgramForAMissingFirewall() throws Exception {
        host.put("/proc/modules", "nf_tables 376832 36 nft_ct, Live 0x0");

        assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private void nft(String rules) throws Exception {
        Path json = Path.of(FirewallCheckTest.class.getResource(rules + ".json").toURI());
        host.program("nft", "[ \"$*\" = '-j list ruleset' ] && cat '" + json + "'");
    }

    private void firewalld(String answer, int status) {
        host.program(
                "firewall-cmd",
                "[ \"$1\" = --state ] && exit 0",
                "[ \"$1\" = --query-port=862/udp ] && echo '" + answer + "'",
                "exit " + status);
    }

    private void ufw(String... lines) {
        host.program("ufw", "cat <<'.'", String.join("\n", lines), ".");
    }

    private Finding check() throws Exception {
        return new FirewallCheck(host.files(), host.programs(), 862).examine();
    }
}
