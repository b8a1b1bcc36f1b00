// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the kernel of this host offers beyond the necessary.
 *
 * @param ipv6 whether new interfaces get IPv6
 * @param netem whether packets can be delayed
 */
record HostFeatures(boolean ipv6, boolean netem) {
    /** Asks the kernel; netem only if the plan needs it, since that takes a trial. */
    static HostFeatures detect(LabPlan plan) throws InterruptedException {
        boolean delays =
                plan.sites().stream().anyMatch(site -> !site.link().delay().isZero());
        return new HostFeatures(ipv6Enabled(), delays && netemWorks());
    }

    /** Whether new interfaces get IPv6. */
    static boolean ipv6Enabled() {
        return List.of("all", "default").stream().allMatch(HostFeatures::ipv6Enabled);
    }

    private static boolean ipv6Enabled(String scope) {
        try {
            return Files.readString(Path.of("/proc/sys/net/ipv6/conf", scope, "disable_ipv6"))
                    .strip()
                    .equals("0");
        } catch (IOException e) {
            return false;
        }
    }

    /** Tried in a namespace without a name, which is gone with the command. */
    private static boolean netemWorks() throws InterruptedException {
        try {
            ShellCommand.of("unshare -n tc qdisc add dev lo root netem delay 1ms")
                    .run();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
