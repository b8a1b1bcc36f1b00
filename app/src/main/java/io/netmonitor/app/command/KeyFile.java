// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.probe.SessionKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Reads the key of authenticated sessions from a file that nobody else may touch. */
public final class KeyFile {
    private static final String OPTION = "--auth-key-file";
    /** More than the digits of the longest key and a line's end. */
    private static final int MAX_BYTES = 256;

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private KeyFile() {}

    /**
     * Reads a key, hexadecimal digits with or without a line's end.
     *
     * @throws IOException when the file cannot be read
     * @throws InvalidInputException when group or others may read or write it, or no key is in it; never repeats what is
     */
    public static SessionKey read(Path file) throws IOException {
        byte[] bytes;
        try {
            if (isOpenToOthers(file)) {
                throw new InvalidInputException(
                        OPTION, "group or others may read or write the key: `chmod 600 " + file + "`");
            }
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
        } catch (NoSuchFileException e) {
            throw new IOException(OPTION + ": there is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new IOException(OPTION + ": this user may not read " + file, e);
        } catch (IOException e) {
            throw new IOException(OPTION + ": cannot read " + file + ": " + e.getMessage(), e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new InvalidInputException(
                    OPTION, file + " is longer than " + MAX_BYTES + " bytes; it is to hold a key");
        }
        try {
            return SessionKey.ofHex(new String(bytes, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(OPTION, file + ": " + e.getMessage());
        }
    }

    /** A file system without such permissions, as other systems have, cannot tell. */
    private static boolean isOpenToOthers(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return false;
        }
        PosixFileAttributes attributes = view.readAttributes();
        return attributes.isRegularFile() && attributes.permissions().stream().anyMatch(OF_OTHERS::contains);
    }
}
