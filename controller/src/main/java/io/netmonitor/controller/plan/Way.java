// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.path.Path;
import io.netmonitor.core.task.Member;
import org.jspecify.annotations.Nullable;

/**
 * How a path can be measured, or why it cannot.
 *
 * @param reverse whether its destination starts the measurement, because its source cannot reach it
 * @param hindrance why it cannot be measured; absent when it can
 */
record Way(Path path, boolean reverse, @Nullable String hindrance) {
    /** Whether a node of the prototype measures it, in its own turn. */
    boolean byOldNode() {
        return Member.isOldNode(initiator());
    }

    String initiator() {
        return reverse ? path.destination() : path.source();
    }

    String answerer() {
        return reverse ? path.source() : path.destination();
    }
}
