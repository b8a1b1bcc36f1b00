// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.EpochNanos;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables {@code task} and {@code task_revision}, which change together. */
final class TaskTable {
    private TaskTable() {}

    static Optional<Task> find(Sql sql, String name) throws SQLException {
        return sql.row("SELECT * FROM task WHERE name = ?", StateRows::task, name);
    }

    /** The highest creation number ever given, deleted tasks included; 0 at first. */
    static long lastNumber(Sql sql) throws SQLException {
        return sql.number("SELECT coalesce(max(number), 0) FROM task_revision");
    }

    /** The last revision of a name, also of a deleted task; 0 when it was never used. */
    static int lastRevision(Sql sql, String name) throws SQLException {
        return Math.toIntExact(sql.number("SELECT coalesce(max(revision), 0) FROM task_revision WHERE name = ?", name));
    }

    static void insert(Sql sql, Task task, String by) throws SQLException {
        sql.change(
                "INSERT INTO task (name, number, revision, spec, state, created_ns, changed_ns)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                task.name(),
                task.number(),
                task.revision(),
                Json.write(task.spec()),
                task.state().label(),
                EpochNanos.of(task.createdAt()),
                EpochNanos.of(task.changedAt()));
        insertRevision(sql, task, "created", by);
    }

    static void update(Sql sql, Task task, String change, String by) throws SQLException {
        sql.change(
                "UPDATE task SET revision = ?, spec = ?, state = ?, changed_ns = ? WHERE name = ?",
                task.revision(),
                Json.write(task.spec()),
                task.state().label(),
                EpochNanos.of(task.changedAt()),
                task.name());
        insertRevision(sql, task, change, by);
    }

    /** Whether it was there. */
    static boolean delete(Sql sql, String name, String by, Instant now) throws SQLException {
        Optional<Task> there = find(sql, name);
        if (there.isEmpty()) {
            return false;
        }
        Task task = there.get();
        sql.change("DELETE FROM task WHERE name = ?", name);
        sql.change("DELETE FROM dispatch WHERE number = ?", task.number());
        Task last = new Task(task.spec(), task.number(), task.revision() + 1, TaskState.ENDED, task.createdAt(), now);
        insertRevision(sql, last, TaskRevision.DELETED, by);
        return true;
    }

    static List<TaskRevision> revisions(Sql sql, String name) throws SQLException {
        return sql.rows("SELECT * FROM task_revision WHERE name = ? ORDER BY revision", StateRows::revision, name);
    }

    private static void insertRevision(Sql sql, Task task, String change, String by) throws SQLException {
        sql.change(
                "INSERT INTO task_revision (name, revision, number, spec, state, changed_ns, change_made, made_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                task.name(),
                task.revision(),
                task.number(),
                Json.write(task.spec()),
                task.state().label(),
                EpochNanos.of(task.changedAt()),
                change,
                by);
    }
}
