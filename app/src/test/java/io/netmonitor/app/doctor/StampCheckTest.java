// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.doctor.StampTrial.Stamps;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampCheckTest {
    @TempDir
    private Path folder;

    @Test
    void namesTheKernelThatStamps() throws IOException {
        Finding finding = check(new Stamps(8, 8, 8));

        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.words()).contains("Linux 6.12.0");
    }

    @Test
    void saysWhichStampsAreMissingAndWhatResultsWillSay() throws IOException {
        assertThat(check(new Stamps(8, 0, 8)).words())
                .startsWith("no transmit stamps")
                .contains("stamps=user");
        assertThat(check(new Stamps(8, 8, 0)).words()).startsWith("no receive stamps");
        assertThat(check(new Stamps(8, 0, 0)).words()).startsWith("no stamps at all");
        assertThat(check(new Stamps(8, 0, 0)).verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void countsTheStampsOfThisKernel() throws IOException {
        Stamps stamps = new LoopbackStampTrial().run();

        assertThat(stamps.arrived()).isBetween(1, LoopbackStampTrial.PACKETS);
        assertThat(stamps.transmitted()).isBetween(0, LoopbackStampTrial.PACKETS);
        assertThat(stamps.received()).isBetween(0, stamps.arrived());
    }

    private Finding check(Stamps stamps) throws IOException {
        HostFolder host = new HostFolder(folder).put("/proc/sys/kernel/osrelease", "6.12.0");
        return new StampCheck(host.files(), () -> stamps).examine();
    }
}
