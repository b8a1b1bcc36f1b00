// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import io.netmonitor.core.task.Dispatch;
import io.netmonitor.core.time.EpochNanos;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table {@code dispatch}. */
final class DispatchTable {
    private DispatchTable() {}

    /** Only while the task is there: a node may answer when it was just deleted. */
    static int put(Sql sql, Dispatch dispatch) throws SQLException {
        return sql.change(
                "INSERT INTO dispatch (number, member, revision, fingerprint, at_ns)"
                        + " SELECT number, ?, ?, ?, ? FROM task WHERE number = ?"
                        + " ON CONFLICT (number, member) DO UPDATE SET revision = excluded.revision,"
                        + " fingerprint = excluded.fingerprint, at_ns = excluded.at_ns",
                dispatch.member(),
                dispatch.revision(),
                dispatch.fingerprint(),
                EpochNanos.of(dispatch.at()),
                dispatch.number());
    }

    static List<Dispatch> of(Sql sql, long taskNumber) throws SQLException {
        return sql.rows("SELECT * FROM dispatch WHERE number = ? ORDER BY member", DispatchTable::dispatch, taskNumber);
    }

    private static Dispatch dispatch(ResultSet row) throws SQLException {
        return new Dispatch(
                row.getLong("number"),
                row.getString("member"),
                row.getInt("revision"),
                row.getString("fingerprint"),
                EpochNanos.toInstant(row.getLong("at_ns")));
    }
}
