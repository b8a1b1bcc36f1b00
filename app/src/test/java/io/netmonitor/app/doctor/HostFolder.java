// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.app.doctor.StampTrial.Stamps;
import io.netmonitor.probe.clock.ClockQuality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A host that is a folder: kernel files as they are written into it, programs that are scripts. */
final class HostFolder {
    private final Path root;

    HostFolder(Path root) {
        this.root = root;
    }

    /** A host on which every check is content. */
    static HostFolder healthy(Path root) {
        return new HostFolder(root)
                .put("/proc/sys/kernel/osrelease", "6.12.0")
                .put("/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc")
                .put("/proc/sys/net/ipv4/ip_unprivileged_port_start", "1024")
                .put("/proc/self/status", "CapEff:\t0000000000000400", "Gid:\t0\t0\t0\t0", "Groups:\t ")
                .put("/proc/sys/net/ipv4/ping_group_range", "0\t2147483647")
                .put("/proc/net/if_inet6", "20010db8000000000000000000000007 02 40 00 80     eth0")
                .put("/proc/sys/net/core/rmem_max", "4194304")
                .put("/proc/sys/net/core/wmem_max", "4194304")
                .put("/proc/loadavg", "0.10 0.10 0.10 1/100 4711")
                .put("/proc/stat", "cpu  10 0 10 980 0 0 0 0 0 0", "cpu0 5 0 5 490 0 0 0 0 0 0", "intr 1")
                .put("/proc/uptime", "90000.00 80000.00")
                .put("/proc/self/limits", "Max open files            20000                20000                files")
                .process(7, "chronyd", "/usr/sbin/chronyd");
    }

    HostFolder put(String path, String... lines) {
        try {
            Path file = path(path);
            Files.createDirectories(file.getParent());
            Files.write(file, List.of(lines));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HostFolder without(String path) {
        try {
            Files.delete(path(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HostFolder process(long pid, String name, String command) {
        put("/proc/" + pid + "/comm", name);
        return put("/proc/" + pid + "/cmdline", command.replace(' ', '\0') + "\0");
    }

    /** Lets a process have a socket open. */
    HostFolder socket(long pid, int descriptor, long inode) {
        try {
            Path link = path("/proc/" + pid + "/fd/" + descriptor);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of("socket:[" + inode + "]"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program, as lines of a shell script. */
    HostFolder program(String name, String... lines) {
        put("/bin/" + name, "#!/bin/sh\n" + String.join("\n", lines));
        try {
            Files.setPosixFilePermissions(path("/bin/" + name), PosixFilePermissions.fromString("rwx------"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HostFiles files() {
        return new HostFiles(root);
    }

    Processes processes() {
        return new Processes(files());
    }

    Programs programs() {
        return new Programs(List.of(path("/sbin"), path("/bin")), Duration.ofSeconds(20), 1 << 20);
    }

    /** The whole, on which clock, stamps and ports are in order. */
    Host host() {
        return new Host(
                true,
                files(),
                programs(),
                () -> new ClockQuality(true, 3_000_000),
                () -> new Stamps(8, 8, 8),
                port -> Optional.empty());
    }

    Path path(String path) {
        return root.resolve(path.substring(1));
    }
}
