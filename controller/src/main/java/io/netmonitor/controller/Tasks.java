// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import io.netmonitor.controller.events.Events;
import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.plan.Preview;
import io.netmonitor.controller.plan.Previews;
import io.netmonitor.controller.plan.Run;
import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.store.ConflictException;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.task.TaskValidation;
import io.netmonitor.core.time.WallClock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tasks: validated as a whole before they are kept, and compiled into the plan at once. One change at a time, so that what was
 * found to fit still fits when it is kept. Safe for use by many threads.
 */
public final class Tasks {
    private final StateStore state;
    private final ProbeCatalog catalog;
    private final WallClock clock;
    private final Plans plans;
    private final Previews previews;
    private final Events events;
    private final Consumer<String> gone;

    /**
     * The tasks of a state store.
     *
     * @param gone is given the name of a task that was deleted
     */
    public Tasks(
            StateStore state,
            ProbeCatalog catalog,
            WallClock clock,
            Plans plans,
            Events events,
            Consumer<String> gone) {
        this.state = state;
        this.catalog = catalog;
        this.clock = clock;
        this.plans = plans;
        this.previews = new Previews(plans, catalog, clock);
        this.events = events;
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

    /** Everything that was ever done to tasks of a name, oldest first. */
    public List<TaskRevision> revisions(String name) {
        return state.revisions(name);
    }

    /** What is wrong with a task by itself. */
    public List<Fault> faults(TaskSpec spec) {
        return TaskValidation.faults(spec, catalog, nodeNames());
    }

    /**
     * What keeping a task would mean; changes nothing.
     *
     * @throws InvalidInputException with every fault
     */
    public Preview preview(TaskSpec spec) {
        Optional<Task> before = state.task(spec.name());
        InvalidInputException.throwIfAny(faults(spec));
        Preview preview = previews.of(spec, before.orElse(null));
        if (!preview.fits()) {
            throw new InvalidInputException("period", preview.whyNot(spec));
        }
        return preview;
    }

    /**
     * Keeps a new task.
     *
     * @param by who does it
     * @throws InvalidInputException with every fault
     * @throws ConflictException when the name is taken
     */
    public synchronized Task create(TaskSpec spec, String by) {
        preview(spec);
        return changed("created", state.createTask(spec, by, clock.now()), by);
    }

    /**
     * Makes a task be what is written, whether it is there or not. Writing the same again changes nothing, also where a
     * setting is written that was its default; one that has ended runs again, one that is paused stays so.
     *
     * @param expected revision that the change was made from; absent to change whatever there is
     * @param by who does it
     * @throws InvalidInputException with every fault
     * @throws ConflictException when somebody else was quicker
     */
    public synchronized Task apply(TaskSpec spec, @Nullable Integer expected, String by) {
        Optional<Task> before = state.task(spec.name());
        if (before.isEmpty()) {
            if (expected != null) {
                throw new ConflictException("there is no task named " + spec.name() + " any more");
            }
            return create(spec, by);
        }
        Task old = before.get();
        requireRevision(old, expected);
        boolean same = preview(spec).change().equals(Preview.NONE);
        if (same && old.state() != TaskState.ENDED) {
            return old;
        }
        TaskState next = old.state() == TaskState.PAUSED ? TaskState.PAUSED : TaskState.ACTIVE;
        String change = old.state() == TaskState.ENDED ? "resumed" : "changed";
        return changed(change, state.changeTask(spec, next, old.revision(), by, clock.now()), by);
    }

    /**
     * Pauses, resumes or ends a task; one that is in that state already stays as it is.
     *
     * @param expected revision that this was decided from; absent for whatever there is
     * @param by who does it
     * @return the task, or nothing when there is none of that name
     * @throws InvalidInputException when it has no place in the plan any more
     * @throws ConflictException when somebody else was quicker
     */
    public synchronized Optional<Task> turn(String name, TaskState to, @Nullable Integer expected, String by) {
        Optional<Task> before = state.task(name);
        if (before.isEmpty()) {
            return before;
        }
        Task old = before.get();
        requireRevision(old, expected);
        if (old.state() == to) {
            return before;
        }
        if (old.state() == TaskState.ENDED) {
            preview(old.spec());
        }
        Task task = state.changeTask(old.spec(), to, old.revision(), by, clock.now());
        return Optional.of(changed(
                switch (to) {
                    case ACTIVE -> "resumed";
                    case PAUSED -> "paused";
                    case ENDED -> "ended";
                },
                task,
                by));
    }

    /**
     * Forgets a task; its results stay.
     *
     * @param expected revision that this was decided from; absent for whatever there is
     * @param by who does it
     * @return whether it was there
     * @throws ConflictException when somebody else was quicker
     */
    public synchronized boolean delete(String name, @Nullable Integer expected, String by) {
        Optional<Task> before = state.task(name);
        if (before.isPresent()) {
            requireRevision(before.get(), expected);
        }
        if (!state.deleteTask(name, by, clock.now())) {
            return false;
        }
        gone.accept(name);
        plans.recompile();
        int last = before.map(Task::revision).orElse(0) + 1;
        events.tell(new Events.TaskChange(TaskRevision.DELETED, name, last, by, clock.now()));
        return true;
    }

    /**
     * Has the paths of a task measured once, as soon as may be.
     *
     * @throws IllegalArgumentException when there is none of the wanted ones, or too many runs are under way
     */
    public Run run(Task task, Predicate<Path> wanted) {
        return plans.run(task, wanted);
    }

    private Task changed(String change, Task task, String by) {
        plans.recompile();
        events.tell(new Events.TaskChange(change, task.name(), task.revision(), by, task.changedAt()));
        return task;
    }

    private static void requireRevision(Task task, @Nullable Integer expected) {
        if (expected != null && task.revision() != expected) {
            throw new ConflictException("task " + task.name() + " is at revision " + task.revision()
                    + " by now, the change was made from revision " + expected + "; look at it again");
        }
    }

    private Set<String> nodeNames() {
        return state.nodes().stream().map(Node::name).collect(Collectors.toSet());
    }
}
