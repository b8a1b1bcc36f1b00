// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LowPortCheckTest {
    private static final String NONE = "0000000000000000";
    private static final String ALL = "000001ffffffffff";
    private static final String BIND_ALONE = "0000000000000400";

    @TempDir
    private Path folder;

    @Test
    void rootMay() {
        assertThat(check("1024", ALL))
                .isEqualTo(Finding.ok("rights", "this user may open port 862; CAP_NET_RAW is not needed"));
    }

    @Test
    void theOneCapabilityIsEnough() {
        assertThat(check("1024", BIND_ALONE).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void anybodyMayWhereLowPortsBeginHigher() {
        assertThat(check("1024", NONE).verdict()).isEqualTo(Verdict.BAD);
        assertThat(check("863", NONE).verdict()).isEqualTo(Verdict.BAD);
        assertThat(check("862", NONE).words()).startsWith("any user may");
        assertThat(check("0", NONE).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void prefersTheKernelParameterAndNeverSetsRightsOnJava() {
        Finding finding = check("1024", NONE);

        assertThat(finding.words()).contains("nor any below 1024");
        assertThat(finding.remedies())
                .containsExactly(
                        "sysctl -w 'net.ipv4.ip_unprivileged_port_start=862'",
                        "echo 'net.ipv4.ip_unprivileged_port_start = 862' >> /etc/sysctl.d/90-netmonitor.conf",
                        "# or in the service's unit: AmbientCapabilities=CAP_NET_BIND_SERVICE");
    }

    private Finding check(String start, String capabilities) {
        HostFolder host = new HostFolder(folder)
                .put("/proc/sys/net/ipv4/ip_unprivileged_port_start", start)
                .put("/proc/self/status", "Name:\tjava", "CapInh:\t" + ALL, "CapEff:\t" + capabilities);
        return new LowPortCheck(host.files(), 862).examine();
    }
}
