// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All checks, in the order in which they are shown. Used by one thread. */
final class Doctor {
    private static final int REFLECTOR = 862;
    private static final int BANDWIDTH = 8621;
    private static final int PERFTRACE = 19_999;

    private final Host host;
    private final List<Check> checks;

    Doctor(Host host) {
        this.host = host;
        HostFiles files = host.files();
        Processes processes = new Processes(files);
        PortHolders holders = new PortHolders(files, processes);
        this.checks = List.of(
                new ClockCheck(files, processes, host.programs(), host.clock()),
                new ClockSourceCheck(files),
                new StampCheck(files, host.stamps()),
                new LowPortCheck(files, REFLECTOR),
                new PortCheck(new Port(REFLECTOR, Port.Protocol.UDP, "STAMP"), true, holders, host.ports()),
                new PortCheck(new Port(BANDWIDTH, Port.Protocol.UDP, "bandwidth"), false, holders, host.ports()),
                new PortCheck(new Port(BANDWIDTH, Port.Protocol.TCP, "bandwidth"), false, holders, host.ports()),
                new PortCheck(new Port(PERFTRACE, Port.Protocol.UDP, "PerfTrace"), false, holders, host.ports()),
                new PortCheck(new Port(PERFTRACE, Port.Protocol.TCP, "PerfTrace"), false, holders, host.ports()),
                new PortCheck(new Port(3000, Port.Protocol.TCP, "controller's pages"), false, holders, host.ports()),
                new PortCheck(new Port(3443, Port.Protocol.TCP, "controller's agents"), false, holders, host.ports()),
                new FirewallCheck(files, host.programs(), REFLECTOR),
                new ConntrackCheck(files),
                new Ipv6Check(files),
                new BufferCheck(files),
                new PingSocketCheck(files),
                new LoadCheck(files),
                new FrequencyCheck(files),
                new UptimeCheck(files),
                new OpenFilesCheck(files),
                new JavaCheck());
    }

    /** Asks every check; one that cannot find out does not keep the others from it. */
    List<Finding> examine() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            findings.add(host.measures() || check instanceof JavaCheck ? ask(check) : needsLinux(check));
        }
        return findings;
    }

    private static Finding needsLinux(Check check) {
        return Finding.unknown(check.name(), "needs Linux on x86-64 or aarch64, as agents and reflectors do");
    }

    private static Finding ask(Check check) throws InterruptedException {
        try {
            return check.examine();
        } catch (IOException | RuntimeException e) {
            // Kernels and programs differ in what they print; what was not understood is said, not thrown.
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            return Finding.unknown(
                    check.name(),
                    "cannot be found out: " + reason.strip().lines().findFirst().orElse(e.toString()));
        }
    }
}
