// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files that a person may want to look at: at most 100 of them and 64 MiB, the oldest go first. */
final class SetAside {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final int MAX_FILES = 100;
    private static final long MAX_BYTES = 64L << 20;

    private final Path folder;

    private record Kept(Path path, FileTime since, long bytes) {}

    SetAside(Path folder) {
        this.folder = folder;
    }

    /** Moves a file here, under a name that tells its spool. When that fails the file stays and the log says so. */
    void take(Path file, String prefix) {
        move(file, prefix, true);
    }

    /** Keeps a copy here and leaves the file. */
    void copy(Path file, String prefix) {
        move(file, prefix, false);
    }

    private void move(Path file, String prefix, boolean away) {
        Path target = folder.resolve(prefix + "-" + file.getFileName());
        try {
            Files.createDirectories(folder);
            if (away) {
                Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
            trim();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be put into {1}: {2}", file, folder, e.toString());
        }
    }

    private void trim() throws IOException {
        List<Kept> newestFirst;
        try (Stream<Path> files = Files.list(folder)) {
            newestFirst = files.map(SetAside::look)
                    .sorted(Comparator.comparing(Kept::since).reversed())
                    .toList();
        }
        long bytes = 0;
        for (int i = 0; i < newestFirst.size(); i++) {
            bytes += newestFirst.get(i).bytes();
            if (i >= MAX_FILES || bytes > MAX_BYTES) {
                Files.deleteIfExists(newestFirst.get(i).path());
            }
        }
    }

    private static Kept look(Path path) {
        try {
            return new Kept(path, Files.getLastModifiedTime(path), Files.size(path));
        } catch (IOException e) {
            return new Kept(path, FileTime.fromMillis(0), 0);
        }
    }
}
