// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies of native libraries that the drivers unpack into the folder for temporary files as they are loaded. The drivers
 * delete them as the process ends; a killed one would leave 72 MB there each time.
 */
public final class UnpackedLibraries {
    /** The drivers' temporary names; an installed library has no number or identifier in its name. */
    private static final Pattern MAPPED =
            Pattern.compile(".* (/.*/(libduckdb_java\\d+|sqlite-[^/ ]+-libsqlitejdbc)\\.so)");

    private UnpackedLibraries() {}

    /**
     * Deletes the copies that this process has loaded; Linux keeps a loaded file's content until the process ends. Does
     * nothing elsewhere.
     */
    public static void delete() {
        try {
            Path maps = Path.of("/proc/self/maps");
            if (!Files.isReadable(maps)) {
                return;
            }
            Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
            List<Path> copies = Files.readAllLines(maps).stream()
                    .map(MAPPED::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> Path.of(matcher.group(1)))
                    .filter(copy -> temporary.equals(copy.getParent()))
                    .distinct()
                    .toList();
            for (Path copy : copies) {
                Files.deleteIfExists(copy);
                Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + ".lck"));
            }
        } catch (IOException e) {
            // Then the driver deletes them at the end, as it would have.
            System.getLogger("io.netmonitor.store")
                    .log(System.Logger.Level.DEBUG, "cannot delete an unpacked library: " + e.getMessage());
        }
    }
}
