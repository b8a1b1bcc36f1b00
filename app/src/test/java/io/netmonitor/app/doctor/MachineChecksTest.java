// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load, frequency, uptime, open files and Java. */
class MachineChecksTest {
    @TempDir
    private Path folder;

    private HostFolder host;

    @BeforeEach
    void makeHost() {
        host = new HostFolder(folder);
    }

    @Test
    void loadIsMeasuredAgainstTheProcessors() {
        assertThat(load("1.90", 2, 0)).isEqualTo(Finding.ok("load", "1.90 on 2 processors"));
        assertThat(load("2.10", 2, 0).verdict()).isEqualTo(Verdict.WARN);
        assertThat(load("2.10", 4, 0).verdict()).isEqualTo(Verdict.OK);
        assertThat(load("0.50", 1, 0).words()).isEqualTo("0.50 on 1 processor");
    }

    @Test
    void timeThatTheHypervisorTookIsSaid() {
        host.put("/proc/cpuinfo", "processor : 0", "flags\t\t: fpu hypervisor lahf_lm");

        assertThat(load("0.10", 2, 5).verdict()).isEqualTo(Verdict.OK);
        assertThat(load("0.10", 2, 5).words()).isEqualTo("0.10 on 2 processors of a virtual machine");
        assertThat(load("0.10", 2, 50).verdict()).isEqualTo(Verdict.WARN);
        assertThat(load("0.10", 2, 50).words()).contains("5.0 % of the time since boot");
    }

    @Test
    void aKernelWithoutStealIsFine() {
        host.put("/proc/loadavg", "0.10 0.10 0.10 1/2 3").put("/proc/stat", "cpu  1 2 3 4", "cpu0 1 2 3 4");

        assertThat(new LoadCheck(host.files()).examine().verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void powersaveIsNamed() {
        assertThat(new FrequencyCheck(host.files()).examine().words()).isEqualTo("not in this system's hands");

        host.put("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance");
        assertThat(new FrequencyCheck(host.files()).examine())
                .isEqualTo(Finding.ok("frequency", "governor performance"));

        host.put("/sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "powersave");
        Finding mixed = new FrequencyCheck(host.files()).examine();
        assertThat(mixed.verdict()).isEqualTo(Verdict.WARN);
        assertThat(mixed.words()).startsWith("governor performance, powersave");
        assertThat(mixed.remedies())
                .containsExactly("echo performance | tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor");
    }

    @Test
    void uptimeIsShownInTheUnitThatFits() {
        assertThat(uptime("93784.12").words()).isEqualTo("up for 1 d 2 h, never asleep");
        assertThat(uptime("7384.12").words()).isEqualTo("up for 2 h 3 min, never asleep");
        assertThat(uptime("660.00").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aHostThatJustStartedHasAClockThatSettles() {
        Finding finding = uptime("180.00");

        assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
        assertThat(finding.words()).startsWith("up for 3 min: a clock takes");
    }

    @Test
    void aHostThatSleepsMissesRounds() {
        host.put("/sys/power/suspend_stats/success", "3");

        Finding finding = uptime("93784.12");

        assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
        assertThat(finding.words()).contains("asleep 3 times");
        assertThat(finding.remedies()).first().asString().startsWith("systemctl mask sleep.target");
    }

    @Test
    void openFilesAreEnoughOrNot() {
        assertThat(openFiles("1024").verdict()).isEqualTo(Verdict.WARN);
        assertThat(openFiles("1024").remedies()).first().isEqualTo("ulimit -n 65536");
        assertThat(openFiles("4096").verdict()).isEqualTo(Verdict.OK);
        assertThat(openFiles("unlimited").verdict()).isEqualTo(Verdict.OK);
        assertThat(new OpenFilesCheck(host.without("/proc/self/limits").files())
                        .examine()
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void javaTellsItsVersion() {
        assertThat(new JavaCheck().examine().words())
                .startsWith(Runtime.version().toString());
    }

    @Test
    void filesThatCannotBeReadAreEmpty() {
        HostFiles files = host.put("/number", " 42 ").put("/word", "many").files();

        assertThat(files.number("/number")).hasValue(42);
        assertThat(files.number("/word")).isEmpty();
        assertThat(files.number("/absent")).isEmpty();
        assertThat(files.lines("/absent")).isEmpty();
        assertThat(files.list("/absent", "*")).isEmpty();
        assertThat(files.list("", "n*")).containsExactly("/number");
        assertThat(files.link("/number")).isEmpty();
    }

    private Finding load(String average, int processors, int steal) {
        String[] lines = new String[1 + processors];
        lines[0] = "cpu  20 0 30 " + (950 - steal) + " 0 0 0 " + steal + " 0 0";
        for (int i = 0; i < processors; i++) {
            lines[i + 1] = "cpu" + i + " 10 0 15 475 0 0 0 0 0 0";
        }
        host.put("/proc/loadavg", average + " 0.50 0.50 2/123 4711").put("/proc/stat", lines);
        return new LoadCheck(host.files()).examine();
    }

    private Finding uptime(String seconds) {
        return new UptimeCheck(host.put("/proc/uptime", seconds + " 100.00").files()).examine();
    }

    private Finding openFiles(String soft) {
        host.put(
                "/proc/self/limits",
                "Limit                     Soft Limit           Hard Limit           Units",
                "Max open files            " + soft + "                20000                files");
        return new OpenFilesCheck(host.files()).examine();
    }
}
