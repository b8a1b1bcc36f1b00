// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.probe.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * A column that holds one field of results. A table says by itself how its columns are read, so that results outlive the
 * probe type that described them.
 *
 * @param name name of the field
 * @param type how it is kept
 */
record Column(String name, Type type) {
    /** How a value is kept: the name is DuckDB's. */
    enum Type {
        BIGINT,
        DOUBLE,
        VARCHAR,
        BOOLEAN,
        /** A histogram's bytes; in results it is text. */
        BLOB;

        static Type of(Field.Type type) {
            return switch (type) {
                case WHOLE -> BIGINT;
                case NUMBER -> DOUBLE;
                case TEXT -> VARCHAR;
                case FLAG -> BOOLEAN;
                case HISTOGRAM -> BLOB;
            };
        }
    }

    /** What this column would keep of a value; null when it could not give back exactly the same. */
    @Nullable
    Object kept(Object value) {
        return switch (type) {
            case BIGINT -> value instanceof Long ? value : null;
            case DOUBLE -> value instanceof Double ? value : null;
            case VARCHAR -> value instanceof String ? value : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case BLOB -> value instanceof String text ? histogram(text) : null;
        };
    }

    /** Appends what {@link #kept} gave. */
    static void append(DuckDBAppender out, @Nullable Object kept) throws SQLException {
        switch (kept) {
            case null -> out.appendNull();
            case Long whole -> out.append(whole.longValue());
            case Double number -> out.append(number.doubleValue());
            case Boolean flag -> out.append(flag.booleanValue());
            case byte[] bytes -> out.append(bytes);
            default -> out.append(kept.toString());
        }
    }

    /** The field's value in a row; null when it is absent. */
    @Nullable
    Object read(ResultSet row, int index) throws SQLException {
        Object value = switch (type) {
            case BIGINT -> row.getLong(index);
            case DOUBLE -> row.getDouble(index);
            case VARCHAR -> row.getString(index);
            case BOOLEAN -> row.getBoolean(index);
            case BLOB -> {
                byte[] bytes = row.getBytes(index);
                yield bytes == null
                        ? null
                        : Base64.getEncoder().withoutPadding().encodeToString(bytes);
            }
        };
        return row.wasNull() ? null : value;
    }

    /** The name as it stands in a statement. */
    String quoted() {
        return '"' + name + '"';
    }

    private static byte @Nullable [] histogram(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            boolean same =
                    Base64.getEncoder().withoutPadding().encodeToString(bytes).equals(text);
            return same ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
