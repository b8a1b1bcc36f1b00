// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Whether a test socket gets the buffers that it asks for: 1 MiB each way. */
record BufferCheck(HostFiles files) implements Check {
    private static final long WANTED_BYTES = 1 << 20;
    private static final List<String> KEYS = List.of("rmem_max", "wmem_max");

    @Override
    public String name() {
        return "buffers";
    }

    @Override
    public Finding examine() {
        List<String> small = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        for (String key : KEYS) {
            OptionalLong bytes = files.number("/proc/sys/net/core/" + key);
            if (bytes.isEmpty()) {
                // These two belong to the whole host; inside a network namespace the kernel does not show them.
                return Finding.unknown(name(), "the kernel does not show net.core." + key + " here");
            }
            if (bytes.getAsLong() < WANTED_BYTES) {
                small.add(key + " " + bytes.getAsLong());
                remedies.addAll(Sysctl.remedy("net.core." + key, Long.toString(WANTED_BYTES)));
            }
        }
        return small.isEmpty()
                ? Finding.ok(name(), "sockets may have 1 MiB each way")
                : Finding.warn(
                        name(),
                        String.join(", ", small) + " bytes, below 1 MiB: bursts are lost in this host",
                        remedies);
    }
}
