// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import io.netmonitor.core.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder that may be tasks, {@code *.json} without those that are hidden. Scripts put them there, so none is
 * trusted: no more than {@value #MAX_FILES} are looked at, and one is read only if it is an ordinary file of at most 64 KiB that
 * lies in the folder, wherever its name points.
 */
final class TaskFolder {
    static final int MAX_FILES = 1_000;
    static final String SUFFIX = ".json";

    private static final int MAX_BYTES = 64 * 1024;

    private final Path folder;

    TaskFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What shows that a file is another than before.
     *
     * @param path of the file
     * @param size bytes
     * @param modifiedNs when it was last written, by the host's clock
     * @param key of the file in its file system, where it has that
     */
    record Stamp(
            Path path, long size, long modifiedNs, @Nullable Object key) {}

    /**
     * The files that are there now, by name.
     *
     * @throws IOException when the folder cannot be read
     */
    Map<String, Stamp> look() throws IOException {
        Map<String, Stamp> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path path : entries) {
                String name = name(path);
                if (name.endsWith(SUFFIX) && !name.startsWith(".") && files.size() < MAX_FILES) {
                    Stamp stamp = stamp(path);
                    if (stamp != null) {
                        files.put(name, stamp);
                    }
                }
            }
        }
        return files;
    }

    /**
     * The text of a file.
     *
     * @throws InvalidInputException when it is not one that is read
     * @throws IOException when it cannot be read
     */
    String read(Stamp stamp) throws IOException {
        Path real = stamp.path().toRealPath();
        if (!real.startsWith(folder.toRealPath())) {
            throw new InvalidInputException("file", "is a link that leads out of the folder");
        }
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidInputException("file", "is no ordinary file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new InvalidInputException("file", "is longer than " + MAX_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            InvalidInputException refusal = new InvalidInputException("file", "is not in UTF-8");
            refusal.initCause(e);
            throw refusal;
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** By way of the URI, which has the octets of the name: a path's text depends on the locale, and services often have none. */
    private static String name(Path path) {
        String whole = path.toAbsolutePath().toUri().getPath();
        String tidy = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
        return tidy.substring(tidy.lastIndexOf('/') + 1);
    }

    /** Of what a link points to, since that is read; of the link itself where it points nowhere; null for what has just gone. */
    private static @Nullable Stamp stamp(Path path) {
        try {
            return stamp(path, Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException e) {
            try {
                return stamp(path, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            } catch (IOException gone) {
                return null;
            }
        }
    }

    private static Stamp stamp(Path path, BasicFileAttributes attributes) {
        return new Stamp(
                path,
                attributes.size(),
                attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                attributes.fileKey());
    }
}
