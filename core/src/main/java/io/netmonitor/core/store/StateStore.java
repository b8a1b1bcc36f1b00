// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.store;

import io.netmonitor.core.Component;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.task.Dispatch;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps tasks, where they stand, nodes, join tokens and secrets. Every call is a transaction of its own. Safe for use by many threads. */
public interface StateStore extends Component {
    /** All tasks that were not deleted, by creation number. */
    List<Task> tasks();

    /** A task by name. */
    Optional<Task> task(String name);

    /**
     * Keeps a new task, active, at the next creation number. Its revision is 1, or one above the last revision of a deleted
     * task of that name.
     *
     * @param by who did it
     * @throws ConflictException when a task of that name is there
     */
    Task createTask(TaskSpec spec, String by, Instant now);

    /**
     * Replaces what a task says or whether it runs, and raises its revision by one.
     *
     * @param expectedRevision the revision that the change was made from
     * @param by who did it
     * @throws ConflictException when the task is gone or at another revision by now
     */
    Task changeTask(TaskSpec spec, TaskState state, int expectedRevision, String by, Instant now);

    /**
     * Forgets a task; its results and its revisions stay, the deletion being the last of them.
     *
     * @param by who did it
     * @return whether it was there
     */
    boolean deleteTask(String name, String by, Instant now);

    /** The revisions of all tasks that ever had a name, oldest first. */
    List<TaskRevision> revisions(String task);

    /** Keeps placements, each in force from its instant until the next of its task's number. */
    void savePlacements(List<Placement> placements);

    /**
     * Tells the placements that were in force at any time from an instant on, oldest first: of each task the one at the instant,
     * and all that came after it. One by one, since together they may be more than fits the memory.
     */
    void placements(Instant from, Consumer<Placement> each);

    /** The placements of all tasks that ever had a name that were in force at any time from one instant up to another. */
    List<Placement> placements(String task, Instant from, Instant to);

    /**
     * Keeps what a node of the prototype was told of a task, in place of what it was told before. Of a task that was deleted
     * meanwhile nothing is kept.
     */
    void saveDispatch(Dispatch dispatch);

    /** What nodes of the prototype were told of a task, by member; none of a task that was deleted. */
    List<Dispatch> dispatches(long taskNumber);

    /** Notes what happened to a node. */
    void note(NodeEvent event);

    /** What happened to a node from an instant up to another, oldest first, the last thing before them included. */
    List<NodeEvent> events(String node, Instant from, Instant to);

    /** All nodes, by name. */
    List<Node> nodes();

    /** A node by name. */
    Optional<Node> node(String name);

    /** Keeps a node, new or changed. */
    void saveNode(Node node);

    /** Forgets a node. Returns whether it was there. */
    boolean removeNode(String name);

    /** Keeps a join token by the hash of its secret, until it expires. */
    void addToken(byte[] secretHash, Instant expiresAt);

    /** Whether a token with this hash is there and has not expired. */
    boolean hasToken(byte[] secretHash, Instant now);

    /** Keeps a secret of the controllers, unless one of that name is there. Returns the one that is kept. */
    String secret(String name, String valueIfAbsent);

    /** A secret of the controllers, if it is there. */
    Optional<String> secret(String name);
}
