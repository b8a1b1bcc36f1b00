// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.clock.ClockQuality;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockCheckTest {
    private static final ClockQuality GOOD = new ClockQuality(true, 3_200_000);
    private static final ClockQuality COARSE = new ClockQuality(true, 400_000_000);
    private static final ClockQuality WILD = new ClockQuality(false, 16_000_000_000L);

    @TempDir
    private Path folder;

    @Test
    void namesWhoKeepsTheClockAndHowWell() throws Exception {
        Finding finding = check(host().process(7, "systemd-timesyn", "systemd-timesyncd"), GOOD);

        assertThat(finding).isEqualTo(Finding.ok("clock", "synchronized by systemd-timesyn, within 3.200 ms of UTC"));
    }

    @Test
    void trustsAKernelThatIsKeptFromOutside() throws Exception {
        Finding finding = check(host().process(7, "sshd", "sshd"), GOOD);

        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.words()).contains("from outside this system");
    }

    @Test
    void warnsOfACoarseClock() throws Exception {
        Finding finding = check(host().process(7, "ntpd", "ntpd"), COARSE);

        assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
        assertThat(finding.words()).contains("within 400.000 ms");
        assertThat(finding.remedies()).containsExactly("ntpq -p");
    }

    @Test
    void tellsHowToInstallChronyWithThePackagesOfTheHost() throws Exception {
        String apt = "apt-get install -y chrony && systemctl enable --now chrony";
        String dnf = "dnf install -y chrony && systemctl enable --now chronyd";

        assertThat(check(host(), WILD).verdict()).isEqualTo(Verdict.BAD);
        assertThat(check(host(), WILD).remedies()).containsExactly(apt, dnf);
        assertThat(check(host().program("dnf", "exit 0"), WILD).remedies()).containsExactly(dnf);
        assertThat(check(host().program("apt-get", "exit 0"), WILD).remedies()).containsExactly(apt, dnf);
        assertThat(check(host().without("/bin/dnf"), WILD).remedies()).containsExactly(apt);
    }

    @Test
    void sendsAContainerToItsHost() throws Exception {
        Finding finding = check(host().put("/run/.containerenv", ""), WILD);

        assertThat(finding.remedies()).first().asString().startsWith("# on the host");
    }

    @Test
    void asksChronyWhereTheKernelsFlagIsNotSet() throws Exception {
        HostFolder host = host().process(7, "chronyd", "chronyd").program("chronyc", tracking("0.000100", "Normal"));

        Finding finding = check(host, WILD);

        assertThat(finding).isEqualTo(Finding.ok("clock", "synchronized by chronyd, within 6.600 ms of UTC"));
    }

    @Test
    void takesTheOffsetWhateverItsSign() throws Exception {
        HostFolder host = host().process(7, "chronyd", "chronyd").program("chronyc", tracking("-0.000100", "Normal"));

        assertThat(check(host, WILD).words()).contains("within 6.600 ms");
    }

    @Test
    void believesNoChronyThatHasNoSourceOrNoAnswer() throws Exception {
        HostFolder host = host().process(7, "chronyd", "chronyd");
        Finding absent = check(host, WILD);
        Finding lost = check(host.program("chronyc", tracking("0", "Not synchronised")), WILD);
        Finding silent = check(host.program("chronyc", "echo '506 Cannot talk to daemon'", "exit 1"), WILD);

        for (Finding finding : new Finding[] {absent, lost, silent}) {
            assertThat(finding.verdict()).isEqualTo(Verdict.BAD);
            assertThat(finding.words()).contains("although chronyd runs");
            assertThat(finding.remedies()).contains("chronyc sources -v");
        }
    }

    /** Root delay 10 ms, root dispersion 1.5 ms. */
    private static String tracking(String offset, String leap) {
        return "[ \"$*\" = '-c -n tracking' ] && echo 'C0000201,192.0.2.1,3,1790000000.1," + offset
                + ",0.0,0.0,1.2,0.0,0.1,0.010,0.0015,64.2," + leap + "'";
    }

    private HostFolder host() {
        return new HostFolder(folder);
    }

    private static Finding check(HostFolder host, ClockQuality quality) throws Exception {
        return new ClockCheck(host.files(), host.processes(), host.programs(), () -> quality).examine();
    }
}
