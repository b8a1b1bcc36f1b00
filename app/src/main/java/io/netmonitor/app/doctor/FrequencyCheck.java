// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Whether processors are kept slow: one that has to wake and speed up first sends late. */
record FrequencyCheck(HostFiles files) implements Check {
    private static final String FOLDER = "/sys/devices/system/cpu";
    private static final String GOVERNOR = "/cpufreq/scaling_governor";

    @Override
    public String name() {
        return "frequency";
    }

    @Override
    public Finding examine() {
        NavigableSet<String> governors = new TreeSet<>();
        for (String processor : files.list(FOLDER, "cpu[0-9]*")) {
            files.line(processor + GOVERNOR).ifPresent(governors::add);
        }
        if (governors.isEmpty()) {
            return Finding.ok(name(), "not in this system's hands");
        }
        String words = "governor " + String.join(", ", governors);
        return governors.contains("powersave")
                ? Finding.warn(
                        name(),
                        words + ": packets leave tens of µs late after each pause",
                        List.of("echo performance | tee " + FOLDER + "/cpu*" + GOVERNOR))
                : Finding.ok(name(), words);
    }
}
