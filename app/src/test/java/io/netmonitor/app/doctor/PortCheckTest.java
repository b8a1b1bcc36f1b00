// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.doctor.Port.Protocol;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortCheckTest {
    private static final String HEADINGS =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
    private static final Port STAMP = new Port(862, Protocol.UDP, "STAMP");
    private static final Port PAGES = new Port(3000, Protocol.TCP, "controller's pages");
    private static final PortTrial IN_USE = _ -> Optional.of("Address already in use");

    @TempDir
    private Path folder;

    @Test
    void isContentWithAFreePort() {
        Finding finding = new PortCheck(STAMP, true, holders(host()), _ -> Optional.empty()).examine();

        assertThat(finding).isEqualTo(Finding.ok("port 862/udp", "free for STAMP"));
    }

    @Test
    void namesTheProcessThatHasIt() {
        HostFolder host = host().put("/proc/net/udp", HEADINGS, line("00000000:035E", "07", 4711))
                .process(55, "twampd", "/usr/sbin/twampd -f")
                .socket(55, 3, 1)
                .socket(55, 4, 4711);

        Finding finding = new PortCheck(STAMP, true, holders(host), IN_USE).examine();

        assertThat(finding.verdict()).isEqualTo(Verdict.BAD);
        assertThat(finding.words()).isEqualTo("twampd (pid 55) has it, which STAMP would use");
        assertThat(finding.remedies()).containsExactly("ss -ulnp 'sport = :862'");
    }

    @Test
    void looksAtBothFamilies() {
        HostFolder host = host().put(
                        "/proc/net/udp6", HEADINGS, line("00000000000000000000000000000000:035E", "07", 4711))
                .process(55, "twampd", "/usr/sbin/twampd")
                .socket(55, 4, 4711);

        assertThat(new PortCheck(STAMP, true, holders(host), IN_USE).examine().words())
                .startsWith("twampd (pid 55)");
    }

    @Test
    void isContentWhenNetMonitorHasIt() {
        HostFolder host = host().put("/proc/net/udp", HEADINGS, line("00000000:035E", "07", 4711))
                .process(55, "java", "java -jar /opt/lib/netmonitor.jar reflector")
                .socket(55, 4, 4711);

        Finding finding = new PortCheck(STAMP, true, holders(host), IN_USE).examine();

        assertThat(finding).isEqualTo(Finding.ok("port 862/udp", "NetMonitor has it: java (pid 55)"));
    }

    @Test
    void saysWhenTheOwnerCannotBeSeenAlsoForAPortThatIsNotPermitted() {
        HostFolder host = host().put("/proc/net/udp", HEADINGS, line("00000000:035E", "07", 4711));

        Finding finding = new PortCheck(STAMP, true, holders(host), _ -> Optional.of("Permission denied")).examine();

        assertThat(finding.verdict()).isEqualTo(Verdict.BAD);
        assertThat(finding.words()).startsWith("a process that this user may not see");
    }

    @Test
    void leavesTheRightsToTheirOwnCheck() {
        Finding finding = new PortCheck(STAMP, true, holders(host()), _ -> Optional.of("Permission denied")).examine();

        assertThat(finding).isEqualTo(Finding.ok("port 862/udp", "free, but not for this user"));
    }

    @Test
    void onlyWarnsOfAPortThatSomeHostsNeedAlone() {
        HostFolder host = host().put("/proc/net/tcp", HEADINGS, line("0100007F:0BB8", "0A", 99));

        Finding finding = new PortCheck(PAGES, false, holders(host), IN_USE).examine();

        assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
        assertThat(finding.remedies()).containsExactly("ss -tlnp 'sport = :3000'");
    }

    @Test
    void aConnectionDoesNotKeepAPort() {
        HostFolder host = host().put("/proc/net/tcp", HEADINGS, line("0100007F:0BB8", "01", 99), "broken", "");

        assertThat(holders(host).taken(PAGES)).isFalse();
        assertThat(holders(host).owner(PAGES)).isEmpty();
    }

    @Test
    void repeatsWhatTheSystemSaidWhenNobodyHasIt() {
        Finding finding = new PortCheck(PAGES, false, holders(host()), _ -> Optional.of("No buffer space")).examine();

        assertThat(finding.words()).isEqualTo("cannot be opened for controller's pages: No buffer space");
    }

    @Test
    void findsRealSocketsAndThisVeryProcess() throws Exception {
        HostFiles files = new HostFiles(Path.of("/"));
        PortHolders holders = new PortHolders(files, new Processes(files));
        PortTrial trial = new PortTrial.Binding();
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Port listening = new Port(tcp.getLocalPort(), Protocol.TCP, "a test");
            Port bound = new Port(udp.getLocalPort(), Protocol.UDP, "a test");

            assertThat(trial.open(listening)).isPresent();
            assertThat(trial.open(bound)).isPresent();
            assertThat(holders.owner(listening).orElseThrow().pid())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(holders.owner(bound).orElseThrow().pid())
                    .isEqualTo(ProcessHandle.current().pid());
        }
        assertThat(trial.open(new Port(0, Protocol.UDP, "any"))).isEmpty();
        assertThat(trial.open(new Port(0, Protocol.TCP, "any"))).isEmpty();
    }

    private HostFolder host() {
        return new HostFolder(folder);
    }

    private static PortHolders holders(HostFolder host) {
        return new PortHolders(host.files(), host.processes());
    }

    private static String line(String local, String state, long inode) {
        return "  10: " + local + " 00000000:0000 " + state + " 00000000:00000000 00:00000000 00000000     0        0 "
                + inode + " 2 0000000000000000 0";
    }
}
