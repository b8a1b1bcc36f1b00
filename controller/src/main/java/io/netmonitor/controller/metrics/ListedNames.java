// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.metrics;

/** How the prototype's interfaces call the members of a task. Asked for each result anew, by many threads: has to be quick. */
@FunctionalInterface
public interface ListedNames {
    /** Members as they are called everywhere else. */
    ListedNames AS_THEY_ARE = (task, member) -> member;

    /**
     * As a member was listed.
     *
     * @param task name of the task, which may be gone by now
     * @param member an end of a result's path
     */
    String listedAs(String task, String member);
}
