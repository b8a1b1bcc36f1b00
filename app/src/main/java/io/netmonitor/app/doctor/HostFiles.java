// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files in which the kernel tells of itself, below a root folder. What is absent and what this user may not read look
 * the same: empty. Safe for use by many threads.
 *
 * @param root {@code /}, or a folder that looks like it
 */
record HostFiles(Path root) {
    /** A host with 20,000 sockets fills 3 MB of {@code /proc/net/udp}; what is longer is cut. */
    private static final int MAX_BYTES = 8 << 20;

    /** All lines, none when it cannot be read. */
    List<String> lines(String path) {
        try (InputStream in = Files.newInputStream(resolve(path))) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The first line without blanks around it; empty when there is none. */
    Optional<String> line(String path) {
        return lines(path).stream().findFirst().map(String::strip).filter(line -> !line.isEmpty());
    }

    /** The number that stands alone in the first line. */
    OptionalLong number(String path) {
        try {
            return line(path).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    boolean exists(String path) {
        return Files.exists(resolve(path));
    }

    /** The paths in a folder whose names match a glob, in their order; none when it cannot be read. */
    List<String> list(String folder, String glob) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(resolve(folder), glob)) {
            entries.forEach(entry -> found.add(folder + "/" + entry.getFileName()));
        } catch (IOException | DirectoryIteratorException e) {
            // A process that ends takes its folder with it, also while it is being read.
            return found;
        }
        found.sort(null);
        return found;
    }

    /** Where a symbolic link points; empty when it is none. */
    Optional<String> link(String path) {
        try {
            return Optional.of(Files.readSymbolicLink(resolve(path)).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path resolve(String path) {
        return root.resolve(path.startsWith("/") ? path.substring(1) : path);
    }
}
