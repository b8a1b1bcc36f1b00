// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folder in which the labs of this host are written down, locked against other threads and processes until closed.
 * It exists only while there is a lab.
 */
final class StateFolder implements AutoCloseable {
    static final Path PATH = Path.of("/run/netmonitor");

    static final Path LOCK = PATH.resolve("lock");

    private static final long MAX_LENGTH = 1L << 40;
    /** A file lock counts for the whole process, so threads of this one need another. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final FileChannel lock;

    private StateFolder(FileChannel lock) {
        this.lock = lock;
    }

    static StateFolder lock() throws IOException {
        THREADS.lock();
        boolean locked = false;
        try {
            StateFolder folder = lockFile();
            locked = true;
            return folder;
        } finally {
            if (!locked) {
                THREADS.unlock();
            }
        }
    }

    /** Whoever closes last removes the lock file, so a lock counts only if it is on the file that bears the name. */
    private static StateFolder lockFile() throws IOException {
        while (true) {
            Files.createDirectories(PATH);
            FileChannel channel;
            try {
                channel = FileChannel.open(
                        LOCK, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                continue;
            }
            boolean held = false;
            try {
                held = channel.lock().isValid() && bearsTheName(channel);
                if (held) {
                    return new StateFolder(channel);
                }
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        }
    }

    /**
     * Whether the locked file still has the lock's name. The file is given a length of its own, a hole that takes no room, and
     * the name is asked for its length: opening it to read would not do, since a process loses its POSIX locks on a file as
     * soon as it closes any descriptor of it.
     */
    private static boolean bearsTheName(FileChannel channel) throws IOException {
        long length = ThreadLocalRandom.current().nextLong(1, MAX_LENGTH);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), length - 1);
        try {
            return Files.size(LOCK) == length;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (Reservation.all().isEmpty()) {
                Files.deleteIfExists(LOCK);
                Files.deleteIfExists(PATH);
            }
        } catch (DirectoryNotEmptyException e) {
            // Another process waits for the lock already, or somebody keeps something here.
        } finally {
            lock.close();
            THREADS.unlock();
        }
    }
}
