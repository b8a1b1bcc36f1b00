// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.task.Task;
import java.util.List;
import java.util.stream.Stream;

/** A list of tasks with one more, or another one in the place of one. */
final class Tried {
    private Tried() {}

    static List<Task> with(Task task, List<Task> tasks) {
        return Stream.concat(tasks.stream().filter(other -> other.number() != task.number()), Stream.of(task))
                .toList();
    }
}
