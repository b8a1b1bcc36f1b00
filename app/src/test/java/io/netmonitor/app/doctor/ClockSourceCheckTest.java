// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSourceCheckTest {
    private static final String FOLDER = "/sys/devices/system/clocksource/clocksource0/";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tsc", "kvm-clock", "arch_sys_counter"})
    void likesWhatIsReadFast(String source) {
        assertThat(check(source, source).verdict()).isEqualTo(Verdict.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpet", "acpi_pm", "jiffies"})
    void goesBackToTheTscWhereThereIsOne(String source) {
        Finding finding = check(source, "tsc " + source);

        assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
        assertThat(finding.words()).startsWith(source).contains("stamps");
        assertThat(finding.remedies()).containsExactly("echo tsc > " + FOLDER + "current_clocksource");
    }

    @Test
    void asksTheKernelWhyThereIsNone() {
        assertThat(check("hpet", "hpet acpi_pm").remedies()).first().asString().startsWith("dmesg");
    }

    @Test
    void doesNotJudgeWhatItDoesNotKnow() {
        assertThat(check("sundial", "sundial").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check("", "").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private Finding check(String current, String available) {
        HostFolder host = new HostFolder(folder)
                .put(FOLDER + "current_clocksource", current)
                .put(FOLDER + "available_clocksource", available);
        return new ClockSourceCheck(host.files()).examine();
    }
}
