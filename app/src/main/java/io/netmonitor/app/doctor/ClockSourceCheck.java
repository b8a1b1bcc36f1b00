// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From which hardware the kernel reads time: with a slow one each stamp costs a microsecond, and each send instant errs. */
record ClockSourceCheck(HostFiles files) implements Check {
    private static final String FOLDER = "/sys/devices/system/clocksource/clocksource0/";
    /** Read in some 25 ns without a system call; all others go through the kernel, and these three to a slow device. */
    private static final Set<String> FAST =
            Set.of("tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page", "xen", "stp");

    private static final Set<String> SLOW = Set.of("hpet", "acpi_pm", "pit", "jiffies", "refined-jiffies");

    @Override
    public String name() {
        return "clock source";
    }

    @Override
    public Finding examine() {
        Optional<String> current = files.line(FOLDER + "current_clocksource");
        if (current.isEmpty()) {
            return Finding.unknown(name(), "the kernel does not say what it reads time from");
        }
        String source = current.get();
        if (FAST.contains(source)) {
            return Finding.ok(name(), source + ", fast to read");
        }
        return SLOW.contains(source)
                ? Finding.warn(name(), source + " takes about 1 µs to read, so stamps and send instants err", remedy())
                : Finding.unknown(name(), source + " is not one of which the speed is known here");
    }

    private List<String> remedy() {
        List<String> available =
                List.of(files.line(FOLDER + "available_clocksource").orElse("").split(" ", -1));
        return available.contains("tsc")
                ? List.of("echo tsc > " + FOLDER + "current_clocksource")
                : List.of("dmesg | grep -iE 'tsc|clocksource'", "# says why the kernel gave tsc up");
    }
}
