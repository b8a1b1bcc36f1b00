// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.netmonitor.store.file.StoreFile;
import io.netmonitor.store.file.UnpackedLibraries;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * An open SQLite file with its connections, held against other processes by a lock on the empty file beside it. Safe for use
 * by many threads.
 *
 * <p>Write-ahead log, so that readers and the writer do not wait for each other; {@code synchronous=FULL}, because a
 * revision, a creation number or a key that was given out must not be given out again after a power cut, and changes are few.
 * Transactions take the write lock as they begin: one that read first and wrote later could only fail.
 */
final class SqliteFile {
    private static final int CONNECTIONS = 4;
    private static final int BUSY_MS = 5_000;

    private final Path path;
    private final FileChannel lockFile;
    private final HikariDataSource pool;

    private SqliteFile(Path path, FileChannel lockFile, HikariDataSource pool) {
        this.path = path;
        this.lockFile = lockFile;
        this.pool = pool;
    }

    /**
     * Opens the file, making it when it is new.
     *
     * @throws IOException when somebody else holds it or it cannot be made
     */
    static SqliteFile open(Path path) throws IOException {
        FileChannel lockFile = lock(path);
        try {
            // Made before SQLite would, which gives the log beside it the same permissions.
            if (!Files.exists(path)) {
                Files.createFile(path);
            }
            StoreFile.keepPrivate(path);
            HikariDataSource pool = connect(path);
            UnpackedLibraries.delete();
            return new SqliteFile(path, lockFile, pool);
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e instanceof IOException io
                    ? io
                    : new IOException("cannot open " + path + ": " + SqlStateStore.cause(e), e);
        }
    }

    Path path() {
        return path;
    }

    /** Asks; each statement sees what was committed before it. */
    <T> T read(Sql.Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return work.on(new Sql(connection));
        }
    }

    /** Changes in one transaction, which is taken back when the work throws. */
    <T> T write(Sql.Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(new Sql(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    boolean isClosed() {
        return pool.isClosed();
    }

    void close() {
        pool.close();
        try {
            lockFile.close();
        } catch (IOException e) {
            System.getLogger("io.netmonitor.store")
                    .log(System.Logger.Level.WARNING, "cannot close " + path + ".lock: " + e.getMessage());
        }
    }

    private static HikariDataSource connect(Path path) {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        sqlite.setBusyTimeout(BUSY_MS);
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        sqlite.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + path);
        HikariConfig config = new HikariConfig();
        config.setPoolName("state");
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
        return new HikariDataSource(config);
    }

    /** A lock of the system, which also ends with a killed process. */
    private static FileChannel lock(Path path) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            StoreFile.keepPrivate(beside);
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(path + " is open in this process already; close it first", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException(path + " is in use by another process; stop that one, or choose another folder");
    }
}
