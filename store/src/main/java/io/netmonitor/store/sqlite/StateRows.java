// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.EpochNanos;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

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

    static TaskRevision revision(ResultSet row) throws SQLException {
        return new TaskRevision(
                row.getLong("number"),
                row.getInt("revision"),
                row.getString("change_made"),
                row.getString("made_by"),
                EpochNanos.toInstant(row.getLong("changed_ns")),
                TaskState.of(row.getString("state")),
                Json.read(row.getString("spec"), TaskSpec.class));
    }

    static NodeEvent event(ResultSet row) throws SQLException {
        return new NodeEvent(
                row.getString("node"),
                EpochNanos.toInstant(row.getLong("at_ns")),
                NodeEvent.What.of(row.getString("what")),
                row.getString("detail"));
    }

    static Node node(ResultSet row) throws SQLException {
        String report = row.getString("report");
        return new Node(
                row.getString("name"),
                row.getString("title"),
                labels(row.getString("labels")),
                EpochNanos.toInstant(row.getLong("joined_ns")),
                EpochNanos.toInstant(row.getLong("last_seen_ns")),
                report == null ? null : Json.read(report, NodeReport.class));
    }

    private static Map<String, String> labels(String json) {
        Map<String, String> labels = new TreeMap<>();
        Json.read(json, JsonNode.class)
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        return labels;
    }
}
