// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The random id that a Linux kernel takes at boot. Two programs that see the same one read the same clock. */
public final class BootId {
    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

    private static final Optional<String> OWN = read();

    private BootId() {}

    /** This kernel's id, the same as long as a program lives; empty where there is none. */
    public static Optional<String> own() {
        return OWN;
    }

    private static Optional<String> read() {
        try {
            String text = Files.readString(FILE).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
