// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the processors have time: a busy host sends late, and a hypervisor that takes them away does worse. */
record LoadCheck(HostFiles files) implements Check {
    private static final List<String> LOOK = List.of("top -b -n 1 | head -n 15");
    private static final double STOLEN_MUCH = 0.01;
    private static final int STEAL_COLUMN = 8;

    @Override
    public String name() {
        return "load";
    }

    @Override
    public Finding examine() {
        Optional<String> averages = files.line("/proc/loadavg");
        List<String> statistics = files.lines("/proc/stat");
        long processors =
                statistics.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
        if (averages.isEmpty() || processors == 0) {
            return Finding.unknown(name(), "the kernel does not tell its load");
        }
        double load = Double.parseDouble(averages.get().split(" ", -1)[0]);
        double stolen = stolen(statistics.getFirst().strip().split("\\s+", -1));
        String words =
                String.format(Locale.ROOT, "%.2f on %d processor%s", load, processors, processors == 1 ? "" : "s")
                        + (virtual() ? " of a virtual machine" : "");
        if (stolen > STOLEN_MUCH) {
            String share = String.format(
                    Locale.ROOT, ", %.1f %% of the time since boot taken by the hypervisor", stolen * 100);
            return Finding.warn(
                    name(), words + share, List.of("# give this virtual machine processors of its own (CPU pinning)"));
        }
        return load > processors
                ? Finding.warn(name(), words + ": busy, so packets are sent late", LOOK)
                : Finding.ok(name(), words);
    }

    /** Share of {@code cpu user nice system idle iowait irq softirq steal …}; what follows is counted in the first two. */
    private static double stolen(String[] columns) {
        if (columns.length <= STEAL_COLUMN) {
            return 0;
        }
        long all = 0;
        for (int i = 1; i <= STEAL_COLUMN; i++) {
            all += Long.parseLong(columns[i]);
        }
        return all == 0 ? 0 : Double.parseDouble(columns[STEAL_COLUMN]) / all;
    }

    private boolean virtual() {
        return files.exists("/sys/hypervisor/type")
                || files.lines("/proc/cpuinfo").stream()
                        .filter(line -> line.startsWith("flags"))
                        .anyMatch(line -> line.endsWith(" hypervisor") || line.contains(" hypervisor "));
    }
}
