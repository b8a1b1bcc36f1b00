// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.netmonitor.controller.query.DispatchState;
import java.util.List;

/** Tells nodes of the prototype of their tasks. Safe for use by many threads. */
public interface Dispatches {
    /** How far each node in a task has been told of it, by member; empty for a task without such nodes. */
    List<DispatchState> states(String task);

    /**
     * Has a node told anew, as one that was restarted and knows nothing of its task. One that still does may measure twice.
     *
     * @return false when it takes no part in such a task
     */
    boolean tellAgain(String task, String member);
}
