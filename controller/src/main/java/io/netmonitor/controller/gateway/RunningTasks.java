// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

/** Tells of tasks whether they run. Asked for each of them about once a second, by one thread. */
@FunctionalInterface
public interface RunningTasks {
    /** Whether there is an active task of that name whose end has not come. */
    boolean runs(String task);
}
