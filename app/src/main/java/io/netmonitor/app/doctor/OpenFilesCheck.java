// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.List;
import java.util.Optional;

/** Whether a process may have enough files and sockets open. */
record OpenFilesCheck(HostFiles files) implements Check {
    private static final String LINE = "Max open files";
    private static final long ENOUGH = 4_096;

    @Override
    public String name() {
        return "open files";
    }

    @Override
    public Finding examine() {
        // What is read is the hard limit: Java has raised its soft one to it when it started.
        Optional<String> soft = files.lines("/proc/self/limits").stream()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).strip().split("\\s+", -1)[0])
                .findFirst();
        if (soft.isEmpty()) {
            return Finding.unknown(name(), "the kernel does not tell the limit");
        }
        String words = "a process may have " + soft.get() + " open";
        if (soft.get().equals("unlimited") || Long.parseLong(soft.get()) >= ENOUGH) {
            return Finding.ok(name(), words);
        }
        return Finding.warn(
                name(),
                words + ", fewer than " + ENOUGH + ": too few for a controller of many nodes",
                List.of(
                        "ulimit -n 65536",
                        "# in the shell that starts it, or in the service's unit: LimitNOFILE=65536"));
    }
}
