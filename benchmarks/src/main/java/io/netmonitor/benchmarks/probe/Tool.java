// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program of others that a section calls, and the Debian package that holds it. */
enum Tool {
    IRTT("irtt", "irtt"),
    PING("ping", "iputils-ping"),
    DUMPCAP("dumpcap", "wireshark-common");

    private final String program;
    private final String debian;

    Tool(String program, String debian) {
        this.program = program;
        this.debian = debian;
    }

    boolean installed() {
        String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        for (String folder : path.split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** As people should read it, such as {@code irtt (Debian package irtt)}. */
    @Override
    public String toString() {
        return program + " (Debian package " + debian + ")";
    }
}
