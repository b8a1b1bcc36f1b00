// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether this machine and this user can have a lab.
 *
 * @param missing what is lacking, each as people should read it, such as {@code nft (Debian package nftables)}
 */
public record Availability(List<String> missing) {
    private static final Path STATUS = Path.of("/proc/self/status");
    /** CAP_NET_ADMIN and CAP_SYS_ADMIN of linux/capability.h: namespaces and their links need both. */
    private static final long NEEDED_CAPABILITIES = 1L << 12 | 1L << 21;

    private static final Map<String, String> PACKAGES = packages();

    public Availability {
        missing = List.copyOf(missing);
    }

    public boolean ok() {
        return missing.isEmpty();
    }

    /** The missing things as one line, such as {@code root rights, nft (Debian package nftables)}. */
    @Override
    public String toString() {
        return ok() ? "nothing missing" : String.join(", ", missing);
    }

    static Availability ofThisHost() {
        if (!Files.isReadable(STATUS)) {
            return new Availability(List.of("Linux"));
        }
        List<String> missing = new ArrayList<>();
        if (!privileged()) {
            missing.add("root rights");
        }
        PACKAGES.forEach((tool, debian) -> {
            if (!installed(tool)) {
                missing.add(tool + " (Debian package " + debian + ")");
            }
        });
        return new Availability(missing);
    }

    private static Map<String, String> packages() {
        Map<String, String> packages = new LinkedHashMap<>();
        packages.put("ip", "iproute2");
        packages.put("tc", "iproute2");
        packages.put("nft", "nftables");
        packages.put("sysctl", "procps");
        return packages;
    }

    private static boolean privileged() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("CapEff:")) {
                    long effective = Long.parseUnsignedLong(line.substring(7).strip(), 16);
                    return (effective & NEEDED_CAPABILITIES) == NEEDED_CAPABILITIES;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return false;
        }
        return false;
    }

    private static boolean installed(String tool) {
        String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        for (String folder : path.split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }
}
