// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a node of the prototype has been told of a task.
 *
 * @param task name of the task
 * @param member the node, as it is listed
 * @param toldAt when it last understood; absent when it never did
 * @param waiting whether it is still to be told, of the task or of its last change
 * @param tries how often that failed
 * @param trouble why; absent when it did not fail
 */
public record DispatchState(
        String task,
        String member,
        @Nullable Instant toldAt,
        boolean waiting,
        int tries,
        @Nullable String trouble) {
    /** As a clause for people that goes on about the node. */
    public String inWords() {
        if (!waiting) {
            return toldAt == null
                    ? "it is not told of the task while that does not run"
                    : "it was told of the task at " + toldAt;
        }
        String what = toldAt == null ? "" : "it was told of the task at " + toldAt + ", but not of its last change: ";
        if (trouble == null) {
            return what + "it is just being told";
        }
        return what
                + (tries == 0
                        ? "it cannot be told: " + trouble
                        : "it could not be told: " + trouble + ", tried " + tries + (tries == 1 ? " time" : " times"));
    }
}
