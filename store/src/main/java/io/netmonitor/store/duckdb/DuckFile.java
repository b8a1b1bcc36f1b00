// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.store.file.StoreFile;
import io.netmonitor.store.file.UnpackedLibraries;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * An open DuckDB file, shared by the stores of this process that are in it: one writer at a time, a few readers beside it,
 * and a checkpoint in the background. Closed when the last store lets go. Safe for use by many threads.
 */
final class DuckFile {
    /** More would only share the same two threads and the same memory. */
    private static final int READERS = 4;

    private static final Pattern HOLDER = Pattern.compile("PID (\\d+)");
    private static final Map<Path, DuckFile> OPEN = new HashMap<>();

    private final Path path;
    private final Path log;
    private final Set<String> users = new HashSet<>();
    /** Runs no statement itself but the checkpoint: the others are its duplicates, made from any thread. */
    private final DuckDBConnection root;

    private final DuckDBConnection writer;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Semaphore reading = new Semaphore(READERS, true);
    private final ConcurrentLinkedDeque<DuckDBConnection> idle = new ConcurrentLinkedDeque<>();
    private final Checkpoints checkpoints;
    private volatile boolean dirty;
    private volatile @Nullable String fault;

    private DuckFile(Path path, DuckDBConnection root) throws SQLException {
        this.path = path;
        this.log = path.resolveSibling(path.getFileName() + ".wal");
        this.root = root;
        this.writer = root.duplicate();
        this.checkpoints = new Checkpoints(this);
    }

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(DuckDBConnection connection) throws SQLException;
    }

    /**
     * Opens a file, or joins the store of this process that has it open.
     *
     * @param user what it is used for; one of each sort at a time, because each keeps its ledger in memory
     * @throws IOException when somebody else holds it or it cannot be read, naming it and what to do
     */
    static DuckFile open(Path path, String user) throws IOException {
        synchronized (OPEN) {
            DuckFile file = OPEN.get(path);
            if (file == null) {
                file = connect(path);
                OPEN.put(path, file);
            }
            if (!file.users.add(user)) {
                throw new IOException(path + " is open for " + user + " in this process already; close it first");
            }
            return file;
        }
    }

    /** Lets go; nothing of this user may run any more. The last one closes the file. */
    void release(String user) {
        synchronized (OPEN) {
            if (users.remove(user) && users.isEmpty()) {
                OPEN.remove(path);
                close();
            }
        }
    }

    Path path() {
        return path;
    }

    /** What went wrong with the last change or checkpoint, until one goes well. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /**
     * Carries out a change in one transaction; when it returns, the change outlives a killed process.
     *
     * @throws IOException when nothing was changed, saying why
     */
    <T> T write(Work<T> work) throws IOException {
        writing.lock();
        try {
            boolean first = !dirty;
            // Said outright: with the driver's own transactions an appender that flushes first commits by itself.
            run(writer, "BEGIN TRANSACTION");
            T result;
            try {
                result = work.on(writer);
                run(writer, "COMMIT");
            } catch (SQLException | RuntimeException e) {
                rollback(e);
                throw e;
            }
            dirty = true;
            fault = null;
            if (first) {
                StoreFile.keepPrivate(log);
            }
            return result;
        } catch (SQLException e) {
            fault = "cannot write " + path + ": " + line(e);
            throw new IOException(fault, e);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Asks a question beside the writer.
     *
     * @throws IOException when it cannot be answered, saying why
     */
    <T> T read(Work<T> work) throws IOException {
        try {
            reading.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting to read " + path, e);
        }
        try {
            DuckDBConnection pooled = idle.poll();
            DuckDBConnection reader = pooled == null ? root.duplicate() : pooled;
            T result;
            try {
                result = work.on(reader);
            } catch (SQLException | RuntimeException e) {
                reader.close();
                throw e;
            }
            idle.push(reader);
            return result;
        } catch (SQLException e) {
            throw new IOException("cannot read " + path + ": " + line(e), e);
        } finally {
            reading.release();
        }
    }

    /** Moves what was written since the last time from the log to the file. Called in the background. */
    void checkpoint() {
        if (!dirty) {
            return;
        }
        writing.lock();
        try {
            dirty = false;
            run(root, "CHECKPOINT");
        } catch (SQLException e) {
            dirty = true;
            fault = "cannot move the log of " + path + " into the file: " + line(e);
            System.getLogger("io.netmonitor.store").log(System.Logger.Level.WARNING, fault);
        } finally {
            writing.unlock();
        }
    }

    private void close() {
        checkpoints.close();
        writing.lock();
        try {
            for (DuckDBConnection reader : idle) {
                reader.close();
            }
            writer.close();
            // The last connection's end writes the log into the file.
            root.close();
        } catch (SQLException e) {
            System.getLogger("io.netmonitor.store")
                    .log(System.Logger.Level.WARNING, "cannot close " + path + ": " + line(e));
        } finally {
            writing.unlock();
        }
    }

    private void rollback(Exception cause) {
        try {
            run(writer, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static DuckFile connect(Path path) throws IOException {
        Properties options = new Properties();
        options.setProperty("memory_limit", "512MB");
        options.setProperty("threads", "2");
        // A guard only: at this size the checkpoint would stall a commit for a second or more.
        options.setProperty("checkpoint_threshold", "256MB");
        options.setProperty("autoinstall_known_extensions", "false");
        try {
            DuckDBConnection root = DuckDBConnection.newConnection("jdbc:duckdb:" + path, false, options);
            UnpackedLibraries.delete();
            try {
                StoreFile.keepPrivate(path);
                return new DuckFile(path, root);
            } catch (IOException | SQLException e) {
                root.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException(refusal(path, e), e);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot open " + path + ": " + e, e);
        }
    }

    private static String refusal(Path path, SQLException e) {
        String reason = line(e);
        if (!reason.contains("lock on file")) {
            return "cannot open " + path + ": " + reason + "; if the file is damaged, restore a copy or move it away";
        }
        Matcher holder = HOLDER.matcher(reason);
        return path + " is in use by another process" + (holder.find() ? " (" + holder.group(1) + ")" : "")
                + "; stop that one, or choose another file";
    }

    static void run(DuckDBConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String line(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
