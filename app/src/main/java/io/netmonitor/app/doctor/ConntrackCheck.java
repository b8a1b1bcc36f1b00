// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.OptionalLong;

/** Whether the table of connections, where there is one, has room: a full one drops new sessions' packets. */
record ConntrackCheck(HostFiles files) implements Check {
    private static final String FOLDER = "/proc/sys/net/netfilter/";
    private static final double FULL = 0.95;
    private static final double NEARLY_FULL = 0.8;

    @Override
    public String name() {
        return "conntrack";
    }

    @Override
    public Finding examine() {
        OptionalLong count = files.number(FOLDER + "nf_conntrack_count");
        OptionalLong max = files.number(FOLDER + "nf_conntrack_max");
        if (count.isEmpty() || max.isEmpty() || max.getAsLong() == 0) {
            return Finding.ok(name(), "not in use");
        }
        double share = (double) count.getAsLong() / max.getAsLong();
        String words = "%d of %d entries taken".formatted(count.getAsLong(), max.getAsLong());
        if (share < NEARLY_FULL) {
            return Finding.ok(name(), words);
        }
        var remedy = Sysctl.remedy("net.netfilter.nf_conntrack_max", Long.toString(2 * max.getAsLong()));
        return share < FULL
                ? Finding.warn(name(), words + ": when none is left, packets of new sessions are dropped", remedy)
                : Finding.bad(name(), words + ": packets of new sessions are dropped", remedy);
    }
}
