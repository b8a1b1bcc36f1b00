// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.app.doctor.StampTrial.Stamps;
import java.io.IOException;
import java.util.List;

/** Whether the kernel stamps packets as they leave and arrive; tried, not looked up. */
record StampCheck(HostFiles files, StampTrial trial) implements Check {
    private static final List<String> OTHER_KERNEL =
            List.of("uname -r", "# run it on a Linux kernel of its own: sandboxes such as gVisor stamp no packets");

    @Override
    public String name() {
        return "kernel stamps";
    }

    @Override
    public Finding examine() throws IOException {
        Stamps stamps = trial.run();
        String kernel = "Linux " + files.line("/proc/sys/kernel/osrelease").orElse("of unknown version");
        if (stamps.transmitted() > 0 && stamps.received() > 0) {
            return Finding.ok(name(), "taken as packets leave and as they arrive (" + kernel + ")");
        }
        String missing = stamps.transmitted() > 0
                ? "no receive stamps"
                : stamps.received() > 0 ? "no transmit stamps" : "no stamps at all";
        return Finding.bad(
                name(),
                missing + " from " + kernel + ": results say stamps=user and hold the program's own delays",
                OTHER_KERNEL);
    }
}
