// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The processes that this user can see, from {@code /proc}. Safe for use by many threads. */
final class Processes {
    /** Folders of processes, and descriptors in them, alone have names that begin with a digit. */
    private static final String NUMBERS = "[0-9]*";

    private final HostFiles files;

    Processes(HostFiles files) {
        this.files = files;
    }

    /** Those of the given short names that run, in the given order. The kernel cuts short names to 15 octets. */
    List<String> running(List<String> names) {
        Set<String> all = new HashSet<>();
        for (String folder : files.list("/proc", NUMBERS)) {
            files.line(folder + "/comm").ifPresent(all::add);
        }
        return names.stream().filter(all::contains).toList();
    }

    /** Which process has one of these sockets open; empty when none is seen, as with other users' processes. */
    Optional<Owner> ownerOf(Set<Long> inodes) {
        return files.list("/proc", NUMBERS).stream()
                .filter(folder -> holds(folder, inodes))
                .findFirst()
                .map(this::owner);
    }

    private boolean holds(String folder, Set<Long> inodes) {
        return files.list(folder + "/fd", NUMBERS).stream()
                .flatMap(descriptor -> files.link(descriptor).stream())
                .anyMatch(target -> target.startsWith("socket:[")
                        && inodes.contains(Long.parseLong(target.substring(8, target.length() - 1))));
    }

    private Owner owner(String folder) {
        String command = files.line(folder + "/cmdline").orElse("");
        return new Owner(
                Long.parseLong(folder.substring(folder.lastIndexOf('/') + 1)),
                files.line(folder + "/comm").orElse("?"),
                command.contains("netmonitor.jar") || command.contains("io.netmonitor.app."));
    }

    /**
     * A process.
     *
     * @param pid its number
     * @param name its short name
     * @param ours whether it is NetMonitor
     */
    record Owner(long pid, String name, boolean ours) {
        @Override
        public String toString() {
            return name + " (pid " + pid + ")";
        }
    }
}
