// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.lab.ProcessStamp;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one demo, {@code netmonitor-demo-PID.START-…}, readable by its owner alone. Its name tells which process
 * made it, the file {@code processes} in it which ones that process started; so the next demo can remove what a killed
 * one left.
 */
final class DemoFolder {
    private static final Pattern NAME = Pattern.compile("netmonitor-demo-(\\d+\\.\\d+)-.*");
    private static final String PROCESSES = "processes";
    private static final int MAX_PROCESSES_BYTES = 65_536;

    private final Path path;

    private DemoFolder(Path path) {
        this.path = path;
    }

    /** Makes one in this folder for temporary files. */
    static DemoFolder create(Path temporary, ProcessStamp owner) throws IOException {
        boolean posix = temporary.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        return new DemoFolder(Files.createTempDirectory(temporary, "netmonitor-demo-" + owner + "-", attributes));
    }

    Path path() {
        return path;
    }

    /** Writes down a process that was started. */
    void remember(ProcessHandle process) throws IOException {
        Optional<ProcessStamp> stamp = ProcessStamp.of(process.pid());
        if (stamp.isPresent()) {
            Files.writeString(
                    path.resolve(PROCESSES),
                    stamp.get() + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    void delete() throws IOException {
        deleteTree(path);
    }

    /**
     * Kills the processes and removes the folders of demos that are gone. Folders of other users are not believed.
     *
     * @return the folders removed
     */
    List<Path> sweepOthers() throws IOException {
        List<Path> removed = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(path.resolveSibling(""), "netmonitor-demo-*")) {
            for (Path folder : folders) {
                if (abandoned(folder) && sameOwner(folder, path)) {
                    killRemembered(folder);
                    deleteTree(folder);
                    removed.add(folder);
                }
            }
        }
        return removed;
    }

    private static boolean abandoned(Path folder) {
        Matcher matcher = NAME.matcher(String.valueOf(folder.getFileName()));
        return matcher.matches()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && ProcessStamp.parse(matcher.group(1))
                        .filter(owner -> !owner.alive())
                        .isPresent();
    }

    private static boolean sameOwner(Path folder, Path own) {
        try {
            return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
        } catch (IOException e) {
            return false;
        }
    }

    private static void killRemembered(Path folder) throws IOException {
        Path file = folder.resolve(PROCESSES);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_PROCESSES_BYTES) {
            return;
        }
        List<ProcessHandle> killed = Files.readAllLines(file).stream()
                .flatMap(line -> ProcessStamp.parse(line).stream())
                .filter(ProcessStamp::alive)
                .flatMap(stamp -> ProcessHandle.of(stamp.pid()).stream())
                .toList();
        killed.forEach(ProcessHandle::destroyForcibly);
        // A process that still writes would put files into the folder while it is being removed.
        killed.forEach(process -> process.onExit().join());
    }

    /** Two demos may sweep at the same time, so what is gone already is no failure. */
    private static void deleteTree(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null && !(e instanceof NoSuchFileException)) {
                    throw e;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
