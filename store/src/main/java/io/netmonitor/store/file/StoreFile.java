// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.file;

import io.netmonitor.core.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The file of an embedded store: from location to a path that can be written, readable by its owner alone. */
public final class StoreFile {
    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private StoreFile() {}

    /**
     * The path that a location such as {@code sqlite:/var/lib/netmonitor/state.db} names, with its folder made when it was
     * missing.
     *
     * @throws InvalidInputException when the location has another form
     * @throws IOException when the folder cannot be made or written to, naming it and what to do
     */
    public static Path prepare(URI location, String scheme) throws IOException {
        String text = location.getPath();
        Path asked = scheme.equals(location.getScheme()) && text != null
                ? Path.of(text).normalize()
                : Path.of("");
        Path name = asked.getFileName();
        Path folder = asked.getParent();
        if (!asked.isAbsolute() || name == null || folder == null) {
            throw new InvalidInputException(
                    scheme, "is not a location such as " + scheme + ":/var/lib/netmonitor/file: " + location);
        }
        makeFolder(folder);
        // The real folder, so that two names of one file are seen to be one.
        Path file = folder.toRealPath().resolve(name);
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new IOException("cannot write " + (Files.exists(file) ? file : folder)
                    + "; give it to the user that runs this (chown), or choose another folder");
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a file; choose another name");
        }
        return file;
    }

    /** Takes reading and writing from everybody but the owner, if the file is there and the file system knows owners. */
    public static void keepPrivate(Path file) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (NoSuchFileException | UnsupportedOperationException e) {
            // Nothing to protect, or no way to.
            return;
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            if (!Files.isDirectory(folder)) {
                try {
                    Files.createDirectories(folder, OWNER_ONLY_FOLDER);
                } catch (UnsupportedOperationException e) {
                    Files.createDirectories(folder);
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException(e.getFile() + " is a file, not a folder; choose another place", e);
        } catch (FileSystemException e) {
            throw new IOException(
                    "cannot make the folder " + folder + ": "
                            + (e.getReason() == null ? "no right to write there" : e.getReason())
                            + "; make it for the user that runs this, or choose another folder",
                    e);
        }
    }
}
