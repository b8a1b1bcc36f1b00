// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import io.netmonitor.core.task.Task;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables {@code task} and {@code task_revision}, which change together. */
final class TaskTable {
    private TaskTable() {}

    static Optional<Task> find(Handle handle, String name) {
        return handle.createQuery("SELECT * FROM task WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> StateRows.task(row))
                .findOne();
    }

    /** The highest creation number ever given, deleted tasks included; 0 at first. */
    static long lastNumber(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(number), 0) FROM task_revision")
                .mapTo(Long.class)
                .one();
    }

    /** The last revision of a name, also of a deleted task; 0 when it was never used. */
    static int lastRevision(Handle handle, String name) {
        return handle.createQuery("SELECT coalesce(max(revision), 0) FROM task_revision WHERE name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .one();
    }

    static void insert(Handle handle, Task task) {
        StateRows.bind(
                        handle.createUpdate(
                                "INSERT INTO task (name, number, revision, spec, state, created_ns, changed_ns)"
                                        + " VALUES (:name, :number, :revision, :spec, :state, :created, :changed)"),
                        task)
                .execute();
        insertRevision(handle, task);
    }

    static void update(Handle handle, Task task) {
        StateRows.bind(
                        handle.createUpdate("UPDATE task SET revision = :revision, spec = :spec, state = :state,"
                                + " changed_ns = :changed WHERE name = :name"),
                        task)
                .execute();
        insertRevision(handle, task);
    }

    private static void insertRevision(Handle handle, Task task) {
        StateRows.bind(
                        handle.createUpdate(
                                "INSERT INTO task_revision (name, revision, number, spec, state, changed_ns)"
                                        + " VALUES (:name, :revision, :number, :spec, :state, :changed)"),
                        task)
                .execute();
    }
}
