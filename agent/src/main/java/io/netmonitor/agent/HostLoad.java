// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How many programs want to run on the host, averaged over a minute, for each processor. Linux tells in a file; only elsewhere is the
 * JDK asked, whose way to it takes the agent a megabyte.
 *
 * <pre>
 * 0.21 0.63 0.58 2/311 40213    /proc/loadavg
 * </pre>
 */
final class HostLoad {
    private static final Path LINUX = Path.of("/proc/loadavg");

    private HostLoad() {}

    /** Absent when the system does not tell. */
    static @Nullable Double perProcessor() {
        int processors = Runtime.getRuntime().availableProcessors();
        if (Files.isReadable(LINUX)) {
            return of(LINUX, processors);
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? null : load / processors;
    }

    static @Nullable Double of(Path file, int processors) {
        try {
            String text = Files.readString(file);
            double load = Double.parseDouble(text.substring(0, text.indexOf(' ')));
            return Double.isFinite(load) && load >= 0 ? load / processors : null;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return null; // reports do without
        }
    }
}
