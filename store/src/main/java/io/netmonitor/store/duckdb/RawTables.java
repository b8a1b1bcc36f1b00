// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.result.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/**
 * The raw tables that there are, by day, as the last commit left them. Safe for use by many threads: a change replaces the
 * map as a whole; changes come one after the other.
 */
final class RawTables {
    private final ProbeCatalog catalog;
    private volatile NavigableMap<LocalDate, Map<String, RawTable>> byDay = new TreeMap<>();

    private RawTables(ProbeCatalog catalog) {
        this.catalog = catalog;
    }

    /** Finds the tables of a file. */
    static RawTables load(DuckDBConnection connection, ProbeCatalog catalog) throws SQLException {
        Map<String, List<Column>> found = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT table_name, column_name, data_type FROM duckdb_columns()"
                        + " WHERE NOT internal AND table_name LIKE 'raw\\_%' ESCAPE '\\'"
                        + " ORDER BY table_name, column_index")) {
            while (row.next()) {
                found.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(new Column(row.getString(2), Column.Type.valueOf(row.getString(3))));
            }
        }
        List<RawTable> tables = new ArrayList<>();
        found.forEach((name, columns) -> RawTable.read(name, columns).ifPresent(tables::add));
        RawTables loaded = new RawTables(catalog);
        loaded.added(tables);
        return loaded;
    }

    /** The table for a result: one that is there, or a new one that is to be made. */
    RawTable tableOf(Result result) {
        LocalDate day = RawTable.dayOf(result.startedAt());
        RawTable described = RawTable.describe(
                result.kind(), day, catalog.find(result.kind()).orElse(null));
        return byDay.getOrDefault(day, Map.of()).getOrDefault(described.kind(), described);
    }

    boolean contains(RawTable table) {
        return byDay.getOrDefault(table.day(), Map.of()).containsKey(table.kind());
    }

    /** Tables by day. A snapshot. */
    NavigableMap<LocalDate, Map<String, RawTable>> byDay() {
        return byDay;
    }

    /** After the commit that made tables. */
    void added(Collection<RawTable> tables) {
        NavigableMap<LocalDate, Map<String, RawTable>> copy = new TreeMap<>(byDay);
        for (RawTable table : tables) {
            Map<String, RawTable> ofDay = new LinkedHashMap<>(copy.getOrDefault(table.day(), Map.of()));
            ofDay.put(table.kind(), table);
            copy.put(table.day(), ofDay);
        }
        byDay = copy;
    }

    /** After the commit that dropped all tables before a day. */
    void droppedBefore(LocalDate day) {
        byDay = new TreeMap<>(byDay.tailMap(day, true));
    }
}
