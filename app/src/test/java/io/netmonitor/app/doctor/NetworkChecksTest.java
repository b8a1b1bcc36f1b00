// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buffers, connection tracking, IPv6 and ICMP sockets. */
class NetworkChecksTest {
    private static final String GLOBAL = "20010db8000000000000000000000007 02 40 00 80     eth0";
    private static final String LINK_LOCAL = "fe8000000000000000fc00fffe000001 04 40 20 80     eth0";
    private static final String LOOPBACK = "00000000000000000000000000000001 01 80 10 80       lo";

    @TempDir
    private Path folder;

    private HostFolder host;

    @BeforeEach
    void makeHost() {
        host = new HostFolder(folder);
    }

    @Test
    void buffersHoldAMebibyte() {
        host.put("/proc/sys/net/core/rmem_max", "1048576").put("/proc/sys/net/core/wmem_max", "1048576");

        assertThat(new BufferCheck(host.files()).examine().verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void smallBuffersAreRaisedNowAndAtEachBoot() {
        host.put("/proc/sys/net/core/rmem_max", "212992").put("/proc/sys/net/core/wmem_max", "1048576");

        Finding finding = new BufferCheck(host.files()).examine();

        assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
        assertThat(finding.words()).startsWith("rmem_max 212992 bytes, below 1 MiB");
        assertThat(finding.remedies())
                .containsExactly(
                        "sysctl -w 'net.core.rmem_max=1048576'",
                        "echo 'net.core.rmem_max = 1048576' >> /etc/sysctl.d/90-netmonitor.conf");
    }

    @Test
    void bothBuffersAreNamed() {
        host.put("/proc/sys/net/core/rmem_max", "212992").put("/proc/sys/net/core/wmem_max", "65536");

        Finding finding = new BufferCheck(host.files()).examine();

        assertThat(finding.words()).startsWith("rmem_max 212992, wmem_max 65536 bytes");
        assertThat(finding.remedies()).hasSize(4);
    }

    @Test
    void namespacesDoNotShowBuffers() {
        assertThat(new BufferCheck(host.files()).examine().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aTableOfConnectionsHasRoomOrNot() {
        assertThat(conntrack(0, 65536)).isEqualTo(Finding.ok("conntrack", "0 of 65536 entries taken"));
        assertThat(conntrack(53000, 65536).verdict()).isEqualTo(Verdict.WARN);
        assertThat(conntrack(65500, 65536).verdict()).isEqualTo(Verdict.BAD);
        assertThat(conntrack(65500, 65536).remedies())
                .first()
                .isEqualTo("sysctl -w 'net.netfilter.nf_conntrack_max=131072'");
    }

    @Test
    void noTableOfConnectionsIsFine() {
        assertThat(new ConntrackCheck(host.files()).examine()).isEqualTo(Finding.ok("conntrack", "not in use"));
    }

    @Test
    void showsAGlobalAddress() throws Exception {
        Finding one = ipv6(LOOPBACK, LINK_LOCAL, GLOBAL);
        Finding two = ipv6(GLOBAL, GLOBAL.replace("0007", "0008"));

        assertThat(one).isEqualTo(Finding.ok("IPv6", "this host is 2001:db8::7 on eth0"));
        assertThat(two.words()).isEqualTo("this host is 2001:db8::7 on eth0 and 1 more");
    }

    @Test
    void anAddressThatAnotherHostHasDoesNotCount() throws Exception {
        assertThat(ipv6(GLOBAL.replace("00 80", "00 88")).verdict()).isEqualTo(Verdict.WARN);
        assertThat(ipv6(GLOBAL.replace("00 80", "00 c0")).verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void saysWhyThereIsNoIpv6() throws Exception {
        assertThat(new Ipv6Check(host.files()).examine().words()).startsWith("the kernel has none");
        assertThat(ipv6(LOOPBACK, LINK_LOCAL).words()).startsWith("no address beyond this link");

        host.put("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1");
        assertThat(ipv6().words()).startsWith("switched off by sysctl");
        assertThat(ipv6().remedies()).contains("sysctl -w 'net.ipv6.conf.all.disable_ipv6=0'");
    }

    @Test
    void icmpSocketsAreForTheGroupsInTheRange() {
        assertThat(icmp("1\t0", "Gid:\t0\t0\t0\t0").verdict()).isEqualTo(Verdict.WARN);
        assertThat(icmp("1\t0", "Gid:\t0\t0\t0\t0").remedies())
                .first()
                .isEqualTo("sysctl -w 'net.ipv4.ping_group_range=0 2147483647'");
        assertThat(icmp("0\t2147483647", "Gid:\t0\t0\t0\t0").verdict()).isEqualTo(Verdict.OK);
        assertThat(icmp("100\t200", "Gid:\t7\t150\t7\t7").verdict()).isEqualTo(Verdict.OK);
        assertThat(icmp("100\t200", "Gid:\t150\t7\t7\t7").verdict()).isEqualTo(Verdict.WARN);
        assertThat(icmp("100\t200", "Gid:\t7\t7\t7\t7", "Groups:\t4 200 ").verdict())
                .isEqualTo(Verdict.OK);
    }

    private Finding conntrack(long count, long max) {
        host.put("/proc/sys/net/netfilter/nf_conntrack_count", Long.toString(count))
                .put("/proc/sys/net/netfilter/nf_conntrack_max", Long.toString(max));
        return new ConntrackCheck(host.files()).examine();
    }

    private Finding ipv6(String... addresses) throws Exception {
        return new Ipv6Check(host.put("/proc/net/if_inet6", addresses).files()).examine();
    }

    private Finding icmp(String range, String... status) {
        host.put("/proc/sys/net/ipv4/ping_group_range", range).put("/proc/self/status", status);
        return new PingSocketCheck(host.files()).examine();
    }
}
