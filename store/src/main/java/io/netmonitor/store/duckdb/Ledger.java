// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.result.Batch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Which batches are in, and the highest row id given. In memory as runs of numbers, on disk as a table to which each commit
 * adds a row a batch, in the same transaction as the batch's own rows.
 *
 * <pre>
 * node  spool   first  last  last_id
 * sh    0b3f…       1   412   120345
 * sh    0b3f…     413   413   120377
 * </pre>
 *
 * When {@value #COMPACT_AFTER} rows have been added, the table is written anew with a row a run. Not safe for use by many
 * threads.
 */
final class Ledger {
    static final int COMPACT_AFTER = 100_000;

    private static final int ROWS_A_STATEMENT = 100;

    private record Spool(String node, UUID id) {}

    private record Entry(Spool spool, long number) {}

    private final String table;
    private final Map<Spool, NumberRuns> known = new HashMap<>();
    private long lastId;
    private int rows;

    private Ledger(String table) {
        this.table = table;
    }

    /** Reads the ledger, making it when it is new. */
    static Ledger load(DuckDBConnection connection, String table) throws SQLException {
        Ledger ledger = new Ledger(table);
        DuckFile.run(
                connection,
                "CREATE TABLE IF NOT EXISTS " + table
                        + " (node VARCHAR, spool UUID, first BIGINT, last BIGINT, last_id BIGINT)");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT node, spool, first, last, last_id FROM " + table)) {
            while (row.next()) {
                Spool spool = new Spool(row.getString(1), row.getObject(2, UUID.class));
                ledger.runs(spool).add(row.getLong(3), row.getLong(4));
                ledger.lastId = Math.max(ledger.lastId, row.getLong(5));
                ledger.rows++;
            }
        }
        return ledger;
    }

    /** The batches that are new, each once, in the given order. */
    List<Batch> fresh(List<Batch> batches) {
        List<Batch> fresh = new ArrayList<>();
        Set<Entry> seen = new LinkedHashSet<>();
        for (Batch batch : batches) {
            Spool spool = new Spool(batch.node(), batch.spool());
            NumberRuns runs = known.get(spool);
            boolean isKnown = runs != null && runs.contains(batch.number());
            if (!isKnown && seen.add(new Entry(spool, batch.number()))) {
                fresh.add(batch);
            }
        }
        return fresh;
    }

    /** The highest id that a row has. */
    long lastId() {
        return lastId;
    }

    /** Writes batches down. Call it first in the transaction, and {@link #committed} after it. */
    void write(DuckDBConnection connection, List<Batch> batches, long newLastId) throws SQLException {
        // Not the driver's own batches: those begin a transaction themselves.
        for (int from = 0; from < batches.size(); from += ROWS_A_STATEMENT) {
            List<Batch> part = batches.subList(from, Math.min(batches.size(), from + ROWS_A_STATEMENT));
            String rows = String.join(", ", Collections.nCopies(part.size(), "(?, ?, ?, ?, ?)"));
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES " + rows)) {
                int index = 1;
                for (Batch batch : part) {
                    insert.setString(index++, batch.node());
                    insert.setObject(index++, batch.spool());
                    insert.setLong(index++, batch.number());
                    insert.setLong(index++, batch.number());
                    insert.setLong(index++, newLastId);
                }
                insert.executeUpdate();
            }
        }
    }

    /** Knows the batches from now on. */
    void committed(List<Batch> batches, long newLastId) {
        for (Batch batch : batches) {
            runs(new Spool(batch.node(), batch.spool())).add(batch.number(), batch.number());
        }
        lastId = newLastId;
        rows += batches.size();
    }

    /** Whether {@link #compact} is worth its while. */
    boolean isLong() {
        return rows >= COMPACT_AFTER + 2 * runCount();
    }

    /** Writes the table anew, a row a run. In a transaction of its own. */
    void compact(DuckDBConnection connection) throws SQLException {
        DuckFile.run(connection, "DELETE FROM " + table);
        try (DuckDBAppender out = connection.createAppender(table)) {
            for (Map.Entry<Spool, NumberRuns> entry : known.entrySet()) {
                for (Map.Entry<Long, Long> run : entry.getValue().byFirst().entrySet()) {
                    out.beginRow();
                    out.append(entry.getKey().node()).append(entry.getKey().id());
                    out.append(run.getKey().longValue()).append(run.getValue().longValue());
                    out.append(lastId);
                    out.endRow();
                }
            }
            out.flush();
        }
    }

    /** After the transaction of {@link #compact}. */
    void compacted() {
        rows = runCount();
    }

    private int runCount() {
        return known.values().stream().mapToInt(runs -> runs.byFirst().size()).sum();
    }

    private NumberRuns runs(Spool spool) {
        return known.computeIfAbsent(spool, key -> new NumberRuns());
    }
}
