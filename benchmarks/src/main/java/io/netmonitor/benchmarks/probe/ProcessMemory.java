// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process holds of the host's memory, in KiB as the kernel counts it (proc(5), status).
 *
 * @param residentKib all that is in memory now
 * @param anonymousKib of that, what belongs to no file
 * @param peakKib the most that ever was
 */
record ProcessMemory(long residentKib, long anonymousKib, long peakKib) {
    static ProcessMemory read(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", String.valueOf(pid), "status")));
    }

    static ProcessMemory parse(String status) throws IOException {
        return new ProcessMemory(kib(status, "VmRSS:"), kib(status, "RssAnon:"), kib(status, "VmHWM:"));
    }

    private static long kib(String status, String name) throws IOException {
        String line = status.lines()
                .filter(candidate -> candidate.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IOException("the kernel tells no " + name));
        return Long.parseLong(line.substring(name.length()).replace("kB", "").strip());
    }
}
