// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used, and what passed a device of its network namespace, at one instant.
 *
 * @param cpuNs processor time in user and kernel mode, all threads, counted by the kernel in steps of 10 ms
 * @param received packets by the device
 * @param sent packets by the device
 */
record ProcessCounters(long cpuNs, long received, long sent) {
    /** The kernel counts in hundredths of a second towards programs, whatever it does inside. */
    private static final long NS_A_TICK = 10_000_000;

    /** Fields 14 and 15 of proc(5)'s stat, counted from the one after the name. */
    private static final int USER_TICKS = 11;

    private static final int KERNEL_TICKS = 12;
    private static final int RECEIVED = 1;
    private static final int SENT = 9;

    static ProcessCounters read(long pid, String device) throws IOException {
        Path folder = Path.of("/proc", String.valueOf(pid));
        return parse(Files.readString(folder.resolve("stat")), Files.readString(folder.resolve("net/dev")), device);
    }

    static ProcessCounters parse(String stat, String devices, String device) throws IOException {
        // The name may hold anything, brackets and blanks too.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[KERNEL_TICKS]);
        String line = devices.lines()
                .map(String::strip)
                .filter(candidate -> candidate.startsWith(device + ":"))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no device " + device));
        String[] counters = line.substring(device.length() + 1).strip().split("\\s+", -1);
        return new ProcessCounters(
                ticks * NS_A_TICK, Long.parseLong(counters[RECEIVED]), Long.parseLong(counters[SENT]));
    }

    ProcessCounters since(ProcessCounters before) {
        return new ProcessCounters(cpuNs - before.cpuNs, received - before.received, sent - before.sent);
    }
}
