// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.doctor.StampTrial.Stamps;
import io.netmonitor.probe.clock.ClockQuality;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path folder;

    @Test
    void isContentWithAHealthyHost() throws Exception {
        List<Finding> findings = new Doctor(HostFolder.healthy(folder).host()).examine();

        assertThat(findings)
                .filteredOn(finding -> !finding.name().equals("Java"))
                .hasSize(20)
                .allSatisfy(finding ->
                        assertThat(finding.verdict()).as("%s", finding).isEqualTo(Verdict.OK));
        assertThat(DoctorCommand.status(findings)).isZero();
    }

    @Test
    void knowsLittleOfAHostThatTellsNothing() throws Exception {
        Host host = new Host(
                true,
                new HostFolder(folder).files(),
                new HostFolder(folder).programs(),
                () -> ClockQuality.UNKNOWN,
                () -> new Stamps(8, 0, 0),
                port -> Optional.of("Permission denied"));

        List<Finding> findings = new Doctor(host).examine();

        assertThat(verdict(findings, "clock")).isEqualTo(Verdict.BAD);
        assertThat(verdict(findings, "clock source")).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(findings, "kernel stamps")).isEqualTo(Verdict.BAD);
        assertThat(verdict(findings, "load")).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(findings, "uptime")).isEqualTo(Verdict.UNKNOWN);
        assertThat(DoctorCommand.status(findings)).isEqualTo(1);
    }

    @Test
    void asksNothingElsewhereThanOnLinux() throws Exception {
        Host host = new Host(
                false,
                new HostFolder(folder).files(),
                new HostFolder(folder).programs(),
                () -> {
                    throw new AssertionError("the clock was asked");
                },
                () -> {
                    throw new AssertionError("packets were sent");
                },
                port -> {
                    throw new AssertionError("a port was opened");
                });

        List<Finding> findings = new Doctor(host).examine();

        assertThat(findings)
                .filteredOn(finding -> !finding.name().equals("Java"))
                .allSatisfy(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
                    assertThat(finding.words()).startsWith("needs Linux");
                });
        assertThat(DoctorCommand.status(findings)).isZero();
    }

    @Test
    void goesOnWhenACheckCannotFindOut() throws Exception {
        HostFolder host = HostFolder.healthy(folder)
                .put("/proc/loadavg", "much")
                .put("/proc/sys/net/ipv4/ping_group_range", "some")
                .program("nft", "echo 'this is no JSON'");

        List<Finding> findings = new Doctor(host.host()).examine();

        for (String name : List.of("load", "ICMP sockets", "firewall")) {
            assertThat(finding(findings, name).verdict()).as(name).isEqualTo(Verdict.UNKNOWN);
            assertThat(finding(findings, name).words()).as(name).startsWith("cannot be found out: ");
        }
        assertThat(verdict(findings, "buffers")).isEqualTo(Verdict.OK);
    }

    @Test
    void givesEachCheckANameOfItsOwn() throws Exception {
        List<Finding> findings = new Doctor(HostFolder.healthy(folder).host()).examine();

        assertThat(findings).extracting(Finding::name).doesNotHaveDuplicates().allMatch(name -> name.length() <= 16);
    }

    private static Finding finding(List<Finding> findings, String name) {
        return findings.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    private static Verdict verdict(List<Finding> findings, String name) {
        return finding(findings, name).verdict();
    }
}
