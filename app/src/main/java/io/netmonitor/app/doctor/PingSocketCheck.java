// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether this user may open ICMP sockets. STAMP needs none; what finds the hops of a path will. */
record PingSocketCheck(HostFiles files) implements Check {
    @Override
    public String name() {
        return "ICMP sockets";
    }

    @Override
    public Finding examine() {
        Optional<String> range = files.line("/proc/sys/net/ipv4/ping_group_range");
        if (range.isEmpty()) {
            return Finding.unknown(name(), "the kernel does not say which groups may have them");
        }
        String[] limits = range.get().split("\\s+", -1);
        long first = Long.parseLong(limits[0]);
        long last = Long.parseLong(limits[1]);
        if (groups().stream().anyMatch(group -> first <= group && group <= last)) {
            return Finding.ok(name(), "this user may open them");
        }
        return Finding.warn(
                name(),
                "this user's groups may not open them; STAMP does without, tracing hops will not",
                Sysctl.remedy("net.ipv4.ping_group_range", "0 2147483647"));
    }

    /** The effective group is the second of four numbers; supplementary groups have a line of their own. */
    private List<Long> groups() {
        List<Long> groups = new ArrayList<>();
        for (String line : files.lines("/proc/self/status")) {
            String[] words = line.strip().split("\\s+", -1);
            if (words[0].equals("Gid:")) {
                groups.add(Long.parseLong(words[2]));
            } else if (words[0].equals("Groups:")) {
                for (int i = 1; i < words.length; i++) {
                    groups.add(Long.parseLong(words[i]));
                }
            }
        }
        return groups;
    }
}
