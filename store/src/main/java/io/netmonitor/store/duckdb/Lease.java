// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One store's hold on a {@link DuckFile}. Closing waits for what the store has running and refuses what comes later. Safe
 * for use by many threads.
 */
final class Lease {
    private final DuckFile file;
    private final String user;
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock(true);
    private volatile boolean closed;

    private Lease(DuckFile file, String user) {
        this.file = file;
        this.user = user;
    }

    /** Takes hold of a file, see {@link DuckFile#open}. */
    static Lease take(Path path, String user) throws IOException {
        return new Lease(DuckFile.open(path, user), user);
    }

    /** A question, beside others. */
    <T> T read(DuckFile.Work<T> work) throws IOException {
        return holding(use.readLock(), () -> file.read(work));
    }

    /** A change that adds; questions go on. */
    <T> T write(DuckFile.Work<T> work) throws IOException {
        return holding(use.readLock(), () -> file.write(work));
    }

    /**
     * A change that takes tables away; no question of this store runs meanwhile.
     *
     * @param remember what to do after the commit, before the next question
     */
    <T> T writeAlone(DuckFile.Work<T> work, Runnable remember) throws IOException {
        return holding(use.writeLock(), () -> {
            T result = file.write(work);
            remember.run();
            return result;
        });
    }

    Health check(String detail) {
        if (closed) {
            return Health.down(user + " in " + file.path() + " are closed");
        }
        return file.fault().map(Health::down).orElseGet(() -> Health.up(user + " in " + file.path() + ": " + detail));
    }

    void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                file.release(user);
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private interface Guarded<T> {
        T run() throws IOException;
    }

    private <T> T holding(Lock lock, Guarded<T> work) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException(user + " in " + file.path() + " are closed");
            }
            return work.run();
        } finally {
            lock.unlock();
        }
    }
}
