// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.path.Path;
import io.netmonitor.core.statistics.DelayHistogram;
import io.netmonitor.core.store.SeriesQuery;
import io.netmonitor.core.time.EpochNanos;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Partials as rows of a {@link SeriesTable}, and back. */
final class PartialRows {
    static final Comparator<SeriesTable> TABLE_ORDER =
            Comparator.comparing(SeriesTable::level).thenComparing(SeriesTable::from);

    private PartialRows() {}

    /** The series tables of a file. */
    static List<SeriesTable> tables(DuckDBConnection connection) throws SQLException {
        List<SeriesTable> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT table_name FROM duckdb_tables() WHERE NOT internal")) {
            while (row.next()) {
                SeriesTable.read(row.getString(1)).ifPresent(tables::add);
            }
        }
        return tables;
    }

    static void append(DuckDBConnection connection, SeriesTable table, List<Map.Entry<PartialKey, Partial>> partials)
            throws SQLException {
        try (DuckDBAppender out = connection.createAppender(table.name())) {
            for (Map.Entry<PartialKey, Partial> entry : partials) {
                PartialKey key = entry.getKey();
                Partial partial = entry.getValue();
                out.beginRow();
                out.append(key.task()).append(key.kind());
                out.append(key.path().source()).append(key.path().destination());
                out.append(key.path().family().label()).append(key.metric());
                out.append(key.windowNs()).append(partial.count()).append(partial.failed());
                out.append(partial.sum());
                Column.append(out, partial.min());
                Column.append(out, partial.max());
                Column.append(out, partial.histogram());
                out.endRow();
            }
            out.flush();
        }
    }

    /** Adds the partials of a path and metric to the windows within a query's time. */
    static void merge(
            DuckDBConnection connection,
            SeriesTable table,
            SeriesQuery query,
            Path path,
            String metric,
            Map<Long, Partial> windows)
            throws SQLException {
        String sql = "SELECT window_ns, count, failed, sum, min, max, histogram FROM " + table.name()
                + " WHERE source = ? AND destination = ? AND family = ? AND metric = ? AND task = ? AND kind = ?"
                + " AND window_ns >= ? AND window_ns < ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, path.source());
            statement.setString(2, path.destination());
            statement.setString(3, path.family().label());
            statement.setString(4, metric);
            statement.setString(5, query.task());
            statement.setString(6, query.kind());
            statement.setLong(7, EpochNanos.of(Bounds.clamp(query.from())));
            statement.setLong(8, EpochNanos.of(Bounds.clamp(query.to())));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Partial window = windows.computeIfAbsent(row.getLong(1), ns -> new Partial());
                    window.add(row.getLong(2), row.getLong(3), row.getDouble(4), row.getDouble(5), row.getDouble(6));
                    byte[] histogram = row.getBytes(7);
                    if (histogram != null) {
                        window.add(DelayHistogram.decode(histogram));
                    }
                }
            }
        }
    }
}
