// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A small text file that is replaced as a whole, so that a crash leaves the old text or the new one. Not for two writers. */
public final class WholeFile {
    private static final FileAttribute<?> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;
    private final long maxBytes;
    private final boolean ownerOnly;

    private WholeFile(Path path, long maxBytes, boolean ownerOnly) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.ownerOnly = ownerOnly;
    }

    /** A file that anyone may read whom the umask lets; a longer one than {@code maxBytes} is not read. */
    public static WholeFile of(Path path, long maxBytes) {
        return new WholeFile(path, maxBytes, false);
    }

    /** A file for the owner alone (0600) in a folder for the owner alone (0700), where the file system knows such things. */
    public static WholeFile secret(Path path, long maxBytes) {
        return new WholeFile(path, maxBytes, true);
    }

    /**
     * The text, or nothing when there is no such file.
     *
     * @throws IOException when it cannot be read or is too long
     */
    public Optional<String> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        long bytes = Files.size(path);
        if (bytes > maxBytes) {
            throw new IOException(path + " is longer than " + maxBytes + " bytes: " + bytes);
        }
        return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
    }

    /** Replaces the text; when this returns it is on the disk. */
    public void write(String text) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        boolean guarded =
                ownerOnly && path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (folder != null) {
            Files.createDirectories(folder, guarded ? new FileAttribute<?>[] {OWNER_ONLY_FOLDER} : NO_ATTRIBUTES);
        }
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                guarded ? new FileAttribute<?>[] {OWNER_ONLY_FILE} : NO_ATTRIBUTES)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file's path, for messages. */
    @Override
    public String toString() {
        return path.toString();
    }

    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
}
