// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.task.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task in the API: what a person wrote, and what the controller keeps beside it. */
record TaskView(
        String name,
        @Nullable String title,
        @Nullable String description,
        String kind,
        List<String> members,
        Topology topology,
        @Nullable String hub,
        List<List<String>> pairs,
        Family family,
        @Nullable Instant start,
        @Nullable Instant end,
        String period,
        Map<String, Object> settings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> listedAs,
        long number,
        int revision,
        TaskState state,
        Instant createdAt,
        Instant changedAt) {
    static TaskView of(Task task) {
        TaskSpec spec = task.spec();
        return new TaskView(
                spec.name(),
                spec.title(),
                spec.description(),
                spec.kind(),
                spec.members(),
                spec.topology(),
                spec.hub(),
                spec.pairs(),
                spec.family(),
                spec.start(),
                spec.end(),
                spec.period(),
                spec.settings(),
                spec.listedAs(),
                task.number(),
                task.revision(),
                task.state(),
                task.createdAt(),
                task.changedAt());
    }
}
