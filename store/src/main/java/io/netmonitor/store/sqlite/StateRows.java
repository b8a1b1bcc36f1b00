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
import org.jdbi.v3.core.statement.Update;

/** Rows of the tables as values, and back. */
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

    /** Binds name, number, revision, spec, state, created and changed. */
    static Update bind(Update update, Task task) {
        return update.bind("name", task.name())
                .bind("number", task.number())
                .bind("revision", task.revision())
                .bind("spec", Json.write(task.spec()))
                .bind("state", task.state().label())
                .bind("created", EpochNanos.of(task.createdAt()))
                .bind("changed", EpochNanos.of(task.changedAt()));
    }

    /** Binds name, title, joined, lastSeen and report. */
    static Update bind(Update update, Node node) {
        return update.bind("name", node.name())
                .bind("title", node.title())
                .bind("joined", EpochNanos.of(node.joinedAt()))
                .bind("lastSeen", EpochNanos.of(node.lastSeenAt()))
                .bind("report", node.report() == null ? null : Json.write(node.report()));
    }
}
