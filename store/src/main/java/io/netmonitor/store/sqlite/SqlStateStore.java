// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import io.netmonitor.core.Health;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.store.ConflictException;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Dispatch;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.EpochNanos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * State in an SQL database. What the database itself refuses (full disk, closed store) comes as
 * {@link UncheckedIOException} with the database's word for it. Safe for use by many threads.
 */
final class SqlStateStore implements StateStore {
    private final SqliteFile file;

    SqlStateStore(SqliteFile file) {
        this.file = file;
    }

    @Override
    public List<Task> tasks() {
        return ask(sql -> sql.rows("SELECT * FROM task ORDER BY number", StateRows::task));
    }

    @Override
    public Optional<Task> task(String name) {
        return ask(sql -> TaskTable.find(sql, name));
    }

    @Override
    public Task createTask(TaskSpec spec, String by, Instant now) {
        return change(sql -> {
            if (TaskTable.find(sql, spec.name()).isPresent()) {
                throw new ConflictException(
                        "there is a task named " + spec.name() + " already; change that one, or choose another name");
            }
            Task task = new Task(
                    spec,
                    TaskTable.lastNumber(sql) + 1,
                    TaskTable.lastRevision(sql, spec.name()) + 1,
                    TaskState.ACTIVE,
                    now,
                    now);
            TaskTable.insert(sql, task, by);
            return task;
        });
    }

    @Override
    public Task changeTask(TaskSpec spec, TaskState state, int expectedRevision, String by, Instant now) {
        return change(sql -> {
            Task there = TaskTable.find(sql, spec.name())
                    .orElseThrow(() -> new ConflictException("there is no task named " + spec.name() + " any more"));
            if (there.revision() != expectedRevision) {
                throw new ConflictException("task " + spec.name() + " is at revision " + there.revision()
                        + " by now, the change was made from revision " + expectedRevision + "; look at it again");
            }
            Task task = new Task(spec, there.number(), expectedRevision + 1, state, there.createdAt(), now);
            TaskTable.update(sql, task, change(there.state(), state), by);
            return task;
        });
    }

    private static String change(TaskState before, TaskState after) {
        if (before == after) {
            return "changed";
        }
        return switch (after) {
            case ACTIVE -> "resumed";
            case PAUSED -> "paused";
            case ENDED -> "ended";
        };
    }

    @Override
    public boolean deleteTask(String name, String by, Instant now) {
        return change(sql -> TaskTable.delete(sql, name, by, now));
    }

    @Override
    public List<TaskRevision> revisions(String task) {
        return ask(sql -> TaskTable.revisions(sql, task));
    }

    @Override
    public void savePlacements(List<Placement> placements) {
        change(sql -> {
            for (Placement placement : placements) {
                PlacementTable.put(sql, placement);
            }
            return placements.size();
        });
    }

    @Override
    public void placements(Instant from, Consumer<Placement> each) {
        ask(sql -> PlacementTable.from(sql, from, each));
    }

    @Override
    public List<Placement> placements(String task, Instant from, Instant to) {
        return ask(sql -> PlacementTable.of(sql, task, from, to));
    }

    @Override
    public void saveDispatch(Dispatch dispatch) {
        change(sql -> DispatchTable.put(sql, dispatch));
    }

    @Override
    public List<Dispatch> dispatches(long taskNumber) {
        return ask(sql -> DispatchTable.of(sql, taskNumber));
    }

    @Override
    public void note(NodeEvent event) {
        change(sql -> sql.change(
                "INSERT INTO node_event (number, node, at_ns, what, detail)"
                        + " VALUES ((SELECT coalesce(max(number), 0) + 1 FROM node_event), ?, ?, ?, ?)",
                event.node(),
                EpochNanos.of(event.at()),
                event.what().label(),
                event.detail()));
    }

    @Override
    public List<NodeEvent> events(String node, Instant from, Instant to) {
        return ask(sql -> sql.rows(
                "SELECT * FROM node_event WHERE node = ? AND at_ns < ? AND (at_ns >= ? OR number = (SELECT number"
                        + " FROM node_event WHERE node = ? AND at_ns < ? ORDER BY at_ns DESC, number DESC LIMIT 1))"
                        + " ORDER BY at_ns, number",
                StateRows::event,
                node,
                EpochNanos.of(to),
                EpochNanos.of(from),
                node,
                EpochNanos.of(from)));
    }

    @Override
    public List<Node> nodes() {
        return ask(sql -> sql.rows("SELECT * FROM node ORDER BY name", StateRows::node));
    }

    @Override
    public Optional<Node> node(String name) {
        return ask(sql -> sql.row("SELECT * FROM node WHERE name = ?", StateRows::node, name));
    }

    @Override
    public void saveNode(Node node) {
        NodeReport report = node.report();
        change(sql -> sql.change(
                "INSERT INTO node (name, title, joined_ns, last_seen_ns, report, labels) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET title = excluded.title, joined_ns = excluded.joined_ns,"
                        + " last_seen_ns = excluded.last_seen_ns, report = excluded.report, labels = excluded.labels",
                node.name(),
                node.title(),
                EpochNanos.of(node.joinedAt()),
                EpochNanos.of(node.lastSeenAt()),
                report == null ? null : Json.write(report),
                Json.write(node.labels())));
    }

    @Override
    public boolean removeNode(String name) {
        return change(sql -> sql.change("DELETE FROM node WHERE name = ?", name) > 0);
    }

    @Override
    public void addToken(byte[] secretHash, Instant expiresAt) {
        change(sql -> sql.change(
                "INSERT INTO token (secret_hash, expires_ns) VALUES (?, ?)"
                        + " ON CONFLICT (secret_hash) DO UPDATE SET expires_ns = excluded.expires_ns",
                HexFormat.of().formatHex(secretHash),
                EpochNanos.of(expiresAt)));
    }

    @Override
    public boolean hasToken(byte[] secretHash, Instant now) {
        return change(sql -> {
            sql.change("DELETE FROM token WHERE expires_ns <= ?", EpochNanos.of(now));
            return sql.number(
                            "SELECT count(*) FROM token WHERE secret_hash = ?",
                            HexFormat.of().formatHex(secretHash))
                    > 0;
        });
    }

    @Override
    public String secret(String name, String valueIfAbsent) {
        return change(sql -> {
            sql.change(
                    "INSERT INTO secret (name, content) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                    name,
                    valueIfAbsent);
            return secret(sql, name).orElse(valueIfAbsent);
        });
    }

    @Override
    public Optional<String> secret(String name) {
        return ask(sql -> secret(sql, name));
    }

    @Override
    public Health check() {
        if (file.isClosed()) {
            return Health.down("state in " + file.path() + " is closed");
        }
        try {
            return Health.up(
                    "state in " + file.path() + ": " + ask(sql -> sql.number("SELECT count(*) FROM task")) + " tasks");
        } catch (UncheckedIOException e) {
            return Health.down(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        file.close();
    }

    /** The innermost cause's own words, on one line. */
    static String cause(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static Optional<String> secret(Sql sql, String name) throws SQLException {
        return sql.row("SELECT content FROM secret WHERE name = ?", row -> row.getString(1), name);
    }

    private <T> T ask(Sql.Work<T> question) {
        requireOpen();
        try {
            return file.read(question);
        } catch (SQLException e) {
            throw refusal("read", e);
        }
    }

    private <T> T change(Sql.Work<T> change) {
        requireOpen();
        try {
            return file.write(change);
        } catch (SQLException e) {
            throw refusal("change", e);
        }
    }

    private void requireOpen() {
        if (file.isClosed()) {
            throw new UncheckedIOException(new IOException("state in " + file.path() + " is closed"));
        }
    }

    private UncheckedIOException refusal(String verb, SQLException e) {
        return new UncheckedIOException(
                new IOException("cannot " + verb + " the state in " + file.path() + ": " + cause(e), e));
    }
}
