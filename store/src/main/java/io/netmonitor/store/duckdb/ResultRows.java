// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.time.EpochNanos;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Results as rows of a {@link RawTable}, and back. */
final class ResultRows {
    private static final int COMMON_COLUMNS = 18;

    private ResultRows() {}

    static void append(DuckDBAppender out, List<Column> columns, long id, Result result) throws SQLException {
        Map<String, Object> other = new LinkedHashMap<>(result.values().byField());
        @Nullable Object[] kept = new @Nullable Object[columns.size()];
        for (int i = 0; i < kept.length; i++) {
            Object value = other.get(columns.get(i).name());
            kept[i] = value == null ? null : columns.get(i).kept(value);
            if (kept[i] != null) {
                other.remove(columns.get(i).name());
            }
        }
        out.beginRow();
        appendCommon(out, id, result);
        Column.append(out, other.isEmpty() ? null : OtherValues.write(other));
        for (Object value : kept) {
            Column.append(out, value);
        }
        out.endRow();
    }

    private static void appendCommon(DuckDBAppender out, long id, Result result) throws SQLException {
        out.append(id).append(result.task()).append((long) result.revision());
        Column.append(out, result.round());
        Column.append(out, result.runId());
        out.append(result.kind());
        out.append(result.path().source()).append(result.path().destination());
        out.append(result.path().family().label());
        out.append(EpochNanos.of(result.plannedAt())).append(EpochNanos.of(result.startedAt()));
        out.append(result.duration().toNanos());
        out.append(result.outcome().label());
        Column.append(out, result.reason());
        out.append(result.late()).append(result.overlapsTrain());
        Instant receivedAt = result.receivedAt();
        Column.append(out, receivedAt == null ? null : Long.valueOf(EpochNanos.of(receivedAt)));
    }

    /** A result with its place in the order of all. */
    static PlacedResult read(ResultSet row, List<Column> columns) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = columns.get(i).read(row, COMMON_COLUMNS + 1 + i);
            if (value != null) {
                values.put(columns.get(i).name(), value);
            }
        }
        String other = row.getString(18);
        if (other != null) {
            values.putAll(OtherValues.read(other));
        }
        Instant startedAt = EpochNanos.toInstant(row.getLong(11));
        Result result = new Result(
                row.getString(2),
                row.getInt(3),
                wholeOrNull(row, 4),
                row.getString(5),
                row.getString(6),
                new Path(row.getString(7), row.getString(8), Family.of(row.getString(9))),
                EpochNanos.toInstant(row.getLong(10)),
                startedAt,
                Duration.ofNanos(row.getLong(12)),
                Outcome.of(row.getString(13)),
                row.getString(14),
                row.getBoolean(15),
                row.getBoolean(16),
                instantOrNull(row, 17),
                new Values(values));
        return new PlacedResult(new Place(row.getLong(11), row.getLong(1)), result);
    }

    private static @Nullable Long wholeOrNull(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instantOrNull(ResultSet row, int index) throws SQLException {
        Long ns = wholeOrNull(row, index);
        return ns == null ? null : EpochNanos.toInstant(Objects.requireNonNull(ns, "ns"));
    }
}
