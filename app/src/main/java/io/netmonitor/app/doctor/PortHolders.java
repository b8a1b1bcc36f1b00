// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.app.doctor.Processes.Owner;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who has a port, from the kernel's socket tables. Safe for use by many threads. */
record PortHolders(HostFiles files, Processes processes) {
    private static final int LOCAL_COLUMN = 1;
    private static final int STATE_COLUMN = 3;
    private static final int INODE_COLUMN = 9;
    private static final int HEXADECIMAL = 16;
    /** TCP_LISTEN in the kernel's tcp_states.h; other states are connections, which do not keep a port from being opened. */
    private static final String LISTEN = "0A";

    /** Whether a socket has the port. */
    boolean taken(Port port) {
        return !inodes(port).isEmpty();
    }

    /** The process that has the port; empty when nobody does or this user may not see whose it is. */
    Optional<Owner> owner(Port port) {
        Set<Long> inodes = inodes(port);
        return inodes.isEmpty() ? Optional.empty() : processes.ownerOf(inodes);
    }

    private Set<Long> inodes(Port port) {
        Set<Long> inodes = new HashSet<>();
        for (String family : List.of("", "6")) {
            for (String line : files.lines("/proc/net/" + port.protocol().label() + family)) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > INODE_COLUMN && holds(columns, port)) {
                    inodes.add(Long.parseLong(columns[INODE_COLUMN]));
                }
            }
        }
        return inodes;
    }

    /** The first line holds headings, which contain no colon. */
    private static boolean holds(String[] columns, Port port) {
        String local = columns[LOCAL_COLUMN];
        int colon = local.lastIndexOf(':');
        return colon >= 0
                && Integer.parseInt(local.substring(colon + 1), HEXADECIMAL) == port.number()
                && (port.protocol() == Port.Protocol.UDP || columns[STATE_COLUMN].equals(LISTEN));
    }
}
