// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.time.EpochNanos;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The part of a {@link ResultQuery} that falls on one table, as SQL. */
final class ResultSelection {
    private final ProbeCatalog catalog;
    private final ResultQuery query;
    private final @Nullable Place after;

    ResultSelection(ProbeCatalog catalog, ResultQuery query) {
        this.catalog = catalog;
        this.query = query;
        String cursor = query.cursor();
        this.after = cursor == null ? null : Place.of(cursor);
    }

    /** The days that can hold a match. */
    <T> NavigableMap<java.time.LocalDate, T> days(NavigableMap<java.time.LocalDate, T> all) {
        NavigableMap<java.time.LocalDate, T> days = all;
        Instant from = query.from();
        if (from != null) {
            days = days.tailMap(RawTable.dayOf(Bounds.clamp(from)), true);
        }
        Instant to = query.to();
        if (to != null) {
            days = days.headMap(RawTable.dayOf(Bounds.clamp(to)), true);
        }
        return after == null ? days : days.headMap(after.day(), true);
    }

    /** The tables of a day that can hold a match. */
    List<RawTable> tables(Map<String, RawTable> ofDay) {
        String kind = query.kind();
        return ofDay.values().stream()
                .filter(table -> kind == null || table.kind().equals(kind) || isUnknown(table))
                .toList();
    }

    /** The newest matches of a table. */
    List<PlacedResult> newest(DuckDBConnection connection, RawTable table, int limit) throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<Object> bound = new ArrayList<>();
        conditions(table, conditions, bound);
        String sql = "SELECT " + table.selected() + " FROM " + table.quoted()
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY started_ns DESC, id DESC LIMIT " + limit;
        return select(connection, sql, bound, table.columns());
    }

    static List<PlacedResult> select(DuckDBConnection connection, String sql, List<Object> bound, List<Column> columns)
            throws SQLException {
        List<PlacedResult> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < bound.size(); i++) {
                statement.setObject(i + 1, bound.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(ResultRows.read(row, columns));
                }
            }
        }
        return found;
    }

    private void conditions(RawTable table, List<String> conditions, List<Object> bound) {
        equal("task", query.task(), conditions, bound);
        if (isUnknown(table)) {
            equal("kind", query.kind(), conditions, bound);
        }
        equal("family", query.family() == null ? null : query.family().label(), conditions, bound);
        equal("outcome", query.outcome() == null ? null : query.outcome().label(), conditions, bound);
        ends(table, conditions, bound);
        if (query.from() != null) {
            conditions.add("started_ns >= ?");
            bound.add(EpochNanos.of(Bounds.clamp(query.from())));
        }
        if (query.to() != null) {
            conditions.add("started_ns < ?");
            bound.add(EpochNanos.of(Bounds.clamp(query.to())));
        }
        if (after != null) {
            conditions.add("(started_ns < ? OR (started_ns = ? AND id < ?))");
            bound.addAll(List.of(after.startedNs(), after.startedNs(), after.id()));
        }
    }

    private void ends(RawTable table, List<String> conditions, List<Object> bound) {
        String source = query.source();
        String destination = query.destination();
        if (source != null && destination != null && isSymmetric(table)) {
            conditions.add("((source = ? AND destination = ?) OR (source = ? AND destination = ?))");
            bound.addAll(List.of(source, destination, destination, source));
        } else {
            equal("source", source, conditions, bound);
            equal("destination", destination, conditions, bound);
        }
    }

    private static void equal(String column, @Nullable String value, List<String> conditions, List<Object> bound) {
        if (value != null) {
            conditions.add(column + " = ?");
            bound.add(value);
        }
    }

    /** A kind that is no longer described is taken as it was measured. */
    private boolean isSymmetric(RawTable table) {
        return catalog.find(table.kind()).map(ProbeDescription::symmetric).orElse(false);
    }

    private static boolean isUnknown(RawTable table) {
        return table.kind().equals(RawTable.UNKNOWN);
    }
}
