// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import io.netmonitor.core.Health;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.store.ConflictException;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.EpochNanos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

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
        return ask(handle -> handle.createQuery("SELECT * FROM task ORDER BY number")
                .map((row, context) -> StateRows.task(row))
                .list());
    }

    @Override
    public Optional<Task> task(String name) {
        return ask(handle -> TaskTable.find(handle, name));
    }

    @Override
    public Task createTask(TaskSpec spec, Instant now) {
        return change(handle -> {
            if (TaskTable.find(handle, spec.name()).isPresent()) {
                throw new ConflictException(
                        "there is a task named " + spec.name() + " already; change that one, or choose another name");
            }
            Task task = new Task(
                    spec,
                    TaskTable.lastNumber(handle) + 1,
                    TaskTable.lastRevision(handle, spec.name()) + 1,
                    TaskState.ACTIVE,
                    now,
                    now);
            TaskTable.insert(handle, task);
            return task;
        });
    }

    @Override
    public Task changeTask(TaskSpec spec, TaskState state, int expectedRevision, Instant now) {
        return change(handle -> {
            Task there = TaskTable.find(handle, spec.name())
                    .orElseThrow(() -> new ConflictException("there is no task named " + spec.name() + " any more"));
            if (there.revision() != expectedRevision) {
                throw new ConflictException("task " + spec.name() + " is at revision " + there.revision()
                        + " by now, the change was made from revision " + expectedRevision + "; look at it again");
            }
            Task task = new Task(spec, there.number(), expectedRevision + 1, state, there.createdAt(), now);
            TaskTable.update(handle, task);
            return task;
        });
    }

    @Override
    public boolean deleteTask(String name) {
        return change(handle -> handle.execute("DELETE FROM task WHERE name = ?", name) > 0);
    }

    @Override
    public List<Node> nodes() {
        return ask(handle -> handle.createQuery("SELECT * FROM node ORDER BY name")
                .map((row, context) -> StateRows.node(row))
                .list());
    }

    @Override
    public Optional<Node> node(String name) {
        return ask(handle -> handle.createQuery("SELECT * FROM node WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> StateRows.node(row))
                .findOne());
    }

    @Override
    public void saveNode(Node node) {
        change(handle -> StateRows.bind(
                        handle.createUpdate("INSERT INTO node (name, title, joined_ns, last_seen_ns, report)"
                                + " VALUES (:name, :title, :joined, :lastSeen, :report)"
                                + " ON CONFLICT (name) DO UPDATE SET title = excluded.title, joined_ns = excluded.joined_ns,"
                                + " last_seen_ns = excluded.last_seen_ns, report = excluded.report"),
                        node)
                .execute());
    }

    @Override
    public boolean removeNode(String name) {
        return change(handle -> handle.execute("DELETE FROM node WHERE name = ?", name) > 0);
    }

    @Override
    public void addToken(byte[] secretHash, Instant expiresAt) {
        change(handle -> handle.createUpdate("INSERT INTO token (secret_hash, expires_ns) VALUES (:hash, :expires)"
                        + " ON CONFLICT (secret_hash) DO UPDATE SET expires_ns = excluded.expires_ns")
                .bind("hash", HexFormat.of().formatHex(secretHash))
                .bind("expires", EpochNanos.of(expiresAt))
                .execute());
    }

    @Override
    public boolean hasToken(byte[] secretHash, Instant now) {
        return change(handle -> {
            handle.execute("DELETE FROM token WHERE expires_ns <= ?", EpochNanos.of(now));
            return handle.createQuery("SELECT count(*) FROM token WHERE secret_hash = :hash")
                            .bind("hash", HexFormat.of().formatHex(secretHash))
                            .mapTo(Long.class)
                            .one()
                    > 0;
        });
    }

    @Override
    public String secret(String name, String valueIfAbsent) {
        return change(handle -> {
            handle.execute(
                    "INSERT INTO secret (name, content) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                    name,
                    valueIfAbsent);
            return secret(handle, name).orElse(valueIfAbsent);
        });
    }

    @Override
    public Optional<String> secret(String name) {
        return ask(handle -> secret(handle, name));
    }

    @Override
    public Health check() {
        if (file.isClosed()) {
            return Health.down("state in " + file.path() + " is closed");
        }
        try {
            return Health.up("state in " + file.path() + ": "
                    + ask(handle -> handle.createQuery("SELECT count(*) FROM task")
                            .mapTo(Long.class)
                            .one()) + " tasks");
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

    private static Optional<String> secret(Handle handle, String name) {
        return handle.createQuery("SELECT content FROM secret WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    private <T> T ask(Function<Handle, T> question) {
        return guarded(() -> file.jdbi().withHandle(question::apply), "read");
    }

    private <T> T change(Function<Handle, T> change) {
        return guarded(() -> file.jdbi().inTransaction(change::apply), "change");
    }

    private <T> T guarded(java.util.function.Supplier<T> work, String verb) {
        if (file.isClosed()) {
            throw new UncheckedIOException(new IOException("state in " + file.path() + " is closed"));
        }
        try {
            return work.get();
        } catch (JdbiException e) {
            throw new UncheckedIOException(
                    new IOException("cannot " + verb + " the state in " + file.path() + ": " + cause(e), e));
        }
    }
}
