// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Whether this user may open the reflector's port, which is one of those that Linux keeps for the privileged. */
record LowPortCheck(HostFiles files, int port) implements Check {
    private static final String KEY = "net.ipv4.ip_unprivileged_port_start";
    /** Bit of CAP_NET_BIND_SERVICE, capabilities(7). */
    private static final int NET_BIND_SERVICE = 10;

    private static final int HEXADECIMAL = 16;

    @Override
    public String name() {
        return "rights";
    }

    @Override
    public Finding examine() {
        OptionalLong start = files.number("/proc/sys/net/ipv4/ip_unprivileged_port_start");
        if (start.isPresent() && start.getAsLong() <= port) {
            return Finding.ok(name(), "any user may open port " + port + "; CAP_NET_RAW is not needed");
        }
        if (capable()) {
            return Finding.ok(name(), "this user may open port " + port + "; CAP_NET_RAW is not needed");
        }
        // Not setcap on java: the loader then ignores the relative paths by which Java finds its own libraries, so it
        // no longer starts, and where it does, every Java program of every user has the right.
        List<String> remedies = new ArrayList<>(Sysctl.remedy(KEY, Integer.toString(port)));
        remedies.add("# or in the service's unit: AmbientCapabilities=CAP_NET_BIND_SERVICE");
        return Finding.bad(
                name(),
                "this user may not open port " + port + ", nor any below " + start.orElse(1024)
                        + ": no reflector on the usual port",
                remedies);
    }

    private boolean capable() {
        return files.lines("/proc/self/status").stream()
                .filter(line -> line.startsWith("CapEff:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), HEXADECIMAL))
                .anyMatch(set -> (set >> NET_BIND_SERVICE & 1) == 1);
    }
}
