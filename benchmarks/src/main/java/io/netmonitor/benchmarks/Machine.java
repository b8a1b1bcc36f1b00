// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a figure depends on. */
public final class Machine {
    private Machine() {}

    /** Processors, load of the last minute and Java, as one line. */
    public static String line() {
        return String.format(
                Locale.ROOT,
                "machine: %d processors, load %.1f, Java %s",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version());
    }
}
