// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.EpochNanos;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of the tables as values. */
final class StateRows {
    private StateRows() {}

    static Task task(ResultSet row) throws SQLException {
        return new Task(
                Json.read(row.getString("spec"), TaskSpec.class),
                row.getLong("number"),
                row.getInt("revision"),
                TaskState.of(row.getString("state")),
                EpochNanos.toInstant(row.getLong("created_ns")),
                EpochNanos.toInstant(row.getLong("changed_ns")));
    }

    static Node node(ResultSet row) throws SQLException {
        String report = row.getString("report");
        return new Node(
                row.getString("name"),
                row.getString("title"),
                EpochNanos.toInstant(row.getLong("joined_ns")),
                EpochNanos.toInstant(row.getLong("last_seen_ns")),
                report == null ? null : Json.read(report, NodeReport.class));
    }
}
