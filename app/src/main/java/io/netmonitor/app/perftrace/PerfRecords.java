// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import io.netmonitor.core.path.AddressText;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The table {@code PerfRecords} in its SQLite file, one row for each measurement. Any number of processes may append at once. The
 * driver is loaded when it is first needed, which takes longer than a measurement.
 */
final class PerfRecords {
    private static final int APPEND_MS = 10_000;
    /** A measurement waits for it. */
    private static final int READ_MS = 100;

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS PerfRecords (
              ID INTEGER PRIMARY KEY AUTOINCREMENT, Task_Name TEXT, Time_stamp INTEGER, Source_IP TEXT, Dest_IP TEXT,
              mode INTEGER, OWD_sd INTEGER, OWD_ds INTEGER, RTT INTEGER, Jitter_sd REAL, Jitter_ds REAL,
              Jitter_rtt REAL, LossRate_sd REAL, LossRate_ds REAL, LossRate_rtt REAL, ABW_sd REAL, ABW_ds REAL)""";
    private static final String LAST_RATE =
            "SELECT ABW_sd FROM PerfRecords WHERE Dest_IP = ? AND mode = 2 AND ABW_sd > 0 ORDER BY ID DESC LIMIT 1";

    private final Path file;

    PerfRecords(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Appends a record; makes the file, readable by its owner alone, with its folders when they are missing.
     *
     * @throws IOException when it cannot be kept, naming the file and why
     */
    void append(PerfRecord record) throws IOException {
        try {
            make();
            SQLiteConfig config = waiting(APPEND_MS);
            // Takes the lock as it begins, and waits for it: who reads first and writes later may find it gone.
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            try (Connection connection = open(config)) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate(TABLE);
                    statement.executeUpdate(record.statement());
                }
                connection.commit();
            }
        } catch (IOException | SQLException | LinkageError e) {
            throw new IOException("the record cannot be kept in " + file + ": " + reason(e), e);
        }
    }

    /** The bandwidth last measured to a server, bit/s; empty when there is none or it cannot be read. */
    OptionalLong lastRate(InetAddress server) {
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        SQLiteConfig config = waiting(READ_MS);
        config.setReadOnly(true);
        try (Connection connection = open(config);
                PreparedStatement query = connection.prepareStatement(LAST_RATE)) {
            query.setString(1, AddressText.of(server));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException | LinkageError e) {
            // It only spares some trains; what is wrong with the file is said when it is written.
            return OptionalLong.empty();
        }
    }

    private Connection open(SQLiteConfig config) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }

    private static SQLiteConfig waiting(int ms) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(ms);
        return config;
    }

    private void make() throws IOException {
        Path folder = file.getParent();
        if (folder == null || Files.exists(file)) {
            return;
        }
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, owner(folder, "rwx------"));
            }
            Files.createFile(file, owner(folder, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker, or a file is in the folder's place, which SQLite will say.
            return;
        }
    }

    private static FileAttribute<?>[] owner(Path folder, String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** The JDK tells of a file that cannot be made by its path alone, or nearly. */
    private static String reason(Throwable e) {
        return e instanceof SQLException ? String.valueOf(e.getMessage()) : e.toString();
    }
}
