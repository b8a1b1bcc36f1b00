// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.task.TaskValidation;
import io.netmonitor.core.time.WallClock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The tasks: validated before they are kept, and compiled into the plan at once. Safe for use by many threads. */
public final class Tasks {
    private final StateStore state;
    private final ProbeCatalog catalog;
    private final WallClock clock;
    private final Runnable changed;
    private final Consumer<String> gone;

    /**
     * The tasks of a state store.
     *
     * @param changed is run after each change
     * @param gone is given the name of a task that was deleted
     */
    public Tasks(StateStore state, ProbeCatalog catalog, WallClock clock, Runnable changed, Consumer<String> gone) {
        this.state = state;
        this.catalog = catalog;
        this.clock = clock;
        this.changed = changed;
        this.gone = gone;
    }

    /** All tasks, by creation number. */
    public List<Task> all() {
        return state.tasks();
    }

    /** A task by name. */
    public Optional<Task> find(String name) {
        return state.task(name);
    }

    /**
     * Keeps a new task.
     *
     * @throws io.netmonitor.core.InvalidInputException with every fault
     * @throws io.netmonitor.core.store.ConflictException when the name is taken
     */
    public Task create(TaskSpec spec, String by) {
        TaskValidation.require(spec, catalog, nodeNames());
        Task task = state.createTask(spec, by, clock.now());
        changed.run();
        return task;
    }

    /**
     * Makes a task be what is written, whether it is there or not. Writing the same again changes nothing.
     *
     * @throws io.netmonitor.core.InvalidInputException with every fault
     * @throws io.netmonitor.core.store.ConflictException when somebody else was quicker
     */
    public Task apply(TaskSpec spec, String by) {
        TaskValidation.require(spec, catalog, nodeNames());
        Optional<Task> before = state.task(spec.name());
        if (before.isEmpty()) {
            return create(spec, by);
        }
        Task old = before.get();
        if (old.spec().equals(spec) && old.state() == TaskState.ACTIVE) {
            return old;
        }
        Task task = state.changeTask(spec, TaskState.ACTIVE, old.revision(), by, clock.now());
        changed.run();
        return task;
    }

    /** Forgets a task; its results stay. Returns whether it was there. */
    public boolean delete(String name, String by) {
        boolean deleted = state.deleteTask(name, by, clock.now());
        if (deleted) {
            gone.accept(name);
            changed.run();
        }
        return deleted;
    }

    private Set<String> nodeNames() {
        return state.nodes().stream().map(Node::name).collect(Collectors.toSet());
    }
}
