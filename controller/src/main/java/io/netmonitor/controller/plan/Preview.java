// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.time.Durations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keeping a task would mean.
 *
 * @param change {@code create}, {@code change} or {@code none}
 * @param differences what would change of a task that is there
 * @param paths how many are measured in a round
 * @param shortestPeriod the shortest with which it fits beside the other tasks; absent when none does
 * @param nodes what each node would send and receive for it
 * @param unmeasurable paths that cannot be measured now
 * @param unplaced how many paths have no slot
 */
public record Preview(
        String change,
        List<Difference> differences,
        int paths,
        @Nullable String shortestPeriod,
        List<Load> nodes,
        List<Unmeasurable> unmeasurable,
        @JsonIgnore int unplaced) {
    /** The {@link #change} of a task that is as it was. */
    public static final String NONE = "none";

    /** A field before and after; absent where it is not set. */
    public record Difference(
            String field, @Nullable Object before, @Nullable Object after) {}

    /**
     * A node's part, averaged over a period, at the IP layer.
     *
     * @param sentBps bits per second
     * @param receivedBps bits per second
     * @param measurementsPerRound at whichever end
     * @param atMost whether the rates are bounds rather than what is sent
     */
    public record Load(String node, double sentBps, double receivedBps, int measurementsPerRound, boolean atMost) {}

    /** A path and why it cannot be measured. */
    public record Unmeasurable(String source, String destination, String reason) {}

    /** Whether every path that can be measured has its place. */
    @JsonIgnore
    public boolean fits() {
        return unplaced == 0;
    }

    /** What to say when it does not fit. */
    public String whyNot(TaskSpec spec) {
        return "is too short: " + unplaced + " of " + paths + " paths find no slot of "
                + Durations.format(Slots.LENGTH_NS) + " that both ends have free beside the other tasks; "
                + (shortestPeriod == null
                        ? "no period has room for them"
                        : "the shortest period that fits is " + shortestPeriod)
                + ": " + spec.period();
    }
}
