// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.store;

import io.netmonitor.core.Component;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps tasks, nodes, join tokens and secrets. Every call is a transaction of its own. Safe for use by many threads. */
public interface StateStore extends Component {
    /** All tasks that were not deleted, by creation number. */
    List<Task> tasks();

    /** A task by name. */
    Optional<Task> task(String name);

    /**
     * Keeps a new task, active, at the next creation number. Its revision is 1, or one above the last revision of a deleted
     * task of that name.
     *
     * @throws ConflictException when a task of that name is there
     */
    Task createTask(TaskSpec spec, Instant now);

    /**
     * Replaces what a task says or whether it runs, and raises its revision by one.
     *
     * @param expectedRevision the revision that the change was made from
     * @throws ConflictException when the task is gone or at another revision by now
     */
    Task changeTask(TaskSpec spec, TaskState state, int expectedRevision, Instant now);

    /** Forgets a task; its results stay. Returns whether it was there. */
    boolean deleteTask(String name);

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
