// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The file of a task, as far as telling of it needs to know. Made when it is first needed. Not safe for use by many threads. */
final class TaskSheet {
    private final Task task;
    private final Function<Task, byte[]> files;
    private @Nullable String fingerprint;

    TaskSheet(Task task, Function<Task, byte[]> files) {
        this.task = task;
        this.files = files;
    }

    /**
     * What tells the file from others.
     *
     * @param listed the node that is to be told
     * @throws InvalidInputException when it cannot be told of such a task
     */
    String fingerprint(String listed) {
        int length = TaskUrls.maxLength(task.name()) + 1 + listed.getBytes(StandardCharsets.UTF_8).length;
        if (length > Conversation.MAX_MESSAGE) {
            throw new InvalidInputException("name", "is too long for a message to a node of the prototype");
        }
        if (fingerprint == null) {
            fingerprint = HexFormat.of().formatHex(sha256(files.apply(asCreated(task))));
        }
        return fingerprint;
    }

    /**
     * Without what every change of a task changes: a task that says no start has that of its revision, so it would be another one
     * whenever it is paused and resumed.
     */
    private static Task asCreated(Task task) {
        return new Task(task.spec(), task.number(), 1, TaskState.ACTIVE, task.createdAt(), task.createdAt());
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
