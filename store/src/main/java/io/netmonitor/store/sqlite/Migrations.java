// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Brings the tables of a database to the version of this program: the files {@code V<n>__*.sql} that it has not seen yet, in
 * order, each in one transaction with its entry in {@code schema_version}. Why not Flyway: docs/decisions/0010-state-tables-without-flyway.md.
 */
final class Migrations {
    /** In order; a file that was released is never changed. */
    private static final List<String> FILES = List.of("V1__state.sql");

    private Migrations() {}

    /**
     * Does nothing when the database is of this version.
     *
     * @throws IOException when it is of a later version
     */
    static void apply(Jdbi jdbi, String place) throws IOException {
        List<List<String>> missing = new ArrayList<>();
        int found = jdbi.inTransaction(Migrations::version);
        if (found > FILES.size()) {
            throw new IOException(place + " was written by a later version of this program (tables of version " + found
                    + ", known here up to " + FILES.size() + "); start that one, or restore a copy from before");
        }
        for (String file : FILES.subList(found, FILES.size())) {
            missing.add(statements(file));
        }
        for (int i = 0; i < missing.size(); i++) {
            int version = found + i + 1;
            List<String> statements = missing.get(i);
            jdbi.useTransaction(handle -> {
                // Somebody else may have been quicker.
                if (version(handle) < version) {
                    statements.forEach(handle::execute);
                    handle.execute("INSERT INTO schema_version (version) VALUES (?)", version);
                }
            });
        }
    }

    private static int version(Handle handle) {
        handle.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)");
        return handle.createQuery("SELECT coalesce(max(version), 0) FROM schema_version")
                .mapTo(Integer.class)
                .one();
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
