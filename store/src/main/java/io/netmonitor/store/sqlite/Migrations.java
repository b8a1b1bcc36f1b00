// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * Brings the tables of a database to the version of this program: the files {@code V<n>__*.sql} that it has not seen yet, in
 * order, each in one transaction with its entry in {@code schema_version}. Why not Flyway: docs/decisions/0005-state-by-plain-jdbc.md.
 */
final class Migrations {
    /** In order; a file that was released is never changed. */
    private static final List<String> FILES = List.of("V1__state.sql", "V2__plan.sql", "V3__dispatch.sql");

    private Migrations() {}

    /**
     * Does nothing when the database is of this version.
     *
     * @throws IOException when it is of a later version, or cannot be read or changed
     */
    static void apply(SqliteFile database) throws IOException, SQLException {
        int found = database.write(Migrations::version);
        if (found > FILES.size()) {
            throw new IOException(database.path()
                    + " was written by a later version of this program (tables of version " + found
                    + ", known here up to " + FILES.size() + "); start that one, or restore a copy from before");
        }
        for (int version = found + 1; version <= FILES.size(); version++) {
            int wanted = version;
            List<String> statements = statements(FILES.get(version - 1));
            database.write(sql -> {
                for (String statement : statements) {
                    sql.change(statement);
                }
                return sql.change("INSERT INTO schema_version (version) VALUES (?)", wanted);
            });
        }
    }

    private static int version(Sql sql) throws SQLException {
        sql.change("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)");
        return Math.toIntExact(sql.number("SELECT coalesce(max(version), 0) FROM schema_version"));
    }

    /** The statements of a file; none of them has a semicolon inside, and comments have lines of their own. */
    private static List<String> statements(String file) throws IOException {
        try (InputStream in = Migrations.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is missing from this program's jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .reduce("", (all, line) -> all + line + "\n");
            return List.of(text.split(";", -1)).stream()
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        }
    }
}
