// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection, with values bound in order and rows read into values.
 *
 * <pre>{@code
 * Optional<String> key = sql.row("SELECT content FROM secret WHERE name = ?", row -> row.getString(1), "ca");
 * }</pre>
 *
 * Used by one thread.
 */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes a value of the row at which a result set stands. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes the row at which a result set stands. */
    @FunctionalInterface
    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    /** Carries out a statement and returns how many rows it changed. */
    int change(String statement, @Nullable Object... values) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, values)) {
            return prepared.executeUpdate();
        }
    }

    /** All rows, in the statement's order. */
    <T> List<T> rows(String query, RowReader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> rows = new ArrayList<>();
        each(query, row -> rows.add(reader.read(row)), values);
        return rows;
    }

    /** Takes all rows one by one, in the statement's order. Returns how many there were. */
    long each(String query, RowTaker taker, @Nullable Object... values) throws SQLException {
        try (PreparedStatement prepared = prepare(query, values);
                ResultSet row = prepared.executeQuery()) {
            long count = 0;
            while (row.next()) {
                taker.take(row);
                count++;
            }
            return count;
        }
    }

    /** The first row, if there is any. */
    <T> Optional<T> row(String query, RowReader<T> reader, @Nullable Object... values) throws SQLException {
        return rows(query, reader, values).stream().findFirst();
    }

    /** The whole number of a query that has exactly one, such as a count. */
    long number(String query, @Nullable Object... values) throws SQLException {
        return row(query, row -> row.getLong(1), values)
                .orElseThrow(() -> new SQLException("no row where one was expected: " + query));
    }

    private PreparedStatement prepare(String statement, @Nullable Object... values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        try {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            return prepared;
        } catch (SQLException e) {
            prepared.close();
            throw e;
        }
    }
}
