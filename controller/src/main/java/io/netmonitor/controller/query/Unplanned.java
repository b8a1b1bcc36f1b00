// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a path was in no plan. */
final class Unplanned {
    private Unplanned() {}

    /** Nothing of the task was planned yet. */
    static String beforeTheTask(Why.Question question, List<TaskRevision> revisions) {
        TaskRevision first = revisions.getFirst();
        return first.at().isAfter(question.at())
                ? "the task was only created at " + first.at() + " by " + first.by()
                : "the task was created at " + first.at() + ", and its plan was not in force yet";
    }

    /** The task was planned, but not this path. */
    static String notAPath(Why.Question question, Placement placement, List<TaskRevision> revisions) {
        Optional<TaskRevision> last = revisions.stream()
                .filter(revision -> !revision.at().isAfter(question.at()))
                .reduce((earlier, later) -> later);
        if (last.isPresent() && last.get().state() == TaskState.ENDED) {
            return "the task was " + last.get().change() + " at " + last.get().at() + " by "
                    + last.get().by();
        }
        if (placement.spots().isEmpty()) {
            return placement.endAt() == null
                    ? "the task has no paths: too few of its members are known"
                    : "the task ended at " + placement.endAt() + ", as it says";
        }
        List<String> strangers = Stream.of(question.source(), question.destination())
                .filter(end -> placement.spots().stream()
                        .noneMatch(spot ->
                                spot.source().equals(end) || spot.destination().equals(end)))
                .toList();
        return strangers.isEmpty()
                ? "the task does not measure between these two: its topology leaves them out"
                : String.join(" and ", strangers) + (strangers.size() == 1 ? " was" : " were")
                        + " not in the task then";
    }
}
