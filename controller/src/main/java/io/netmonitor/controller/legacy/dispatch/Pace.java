// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import java.time.Duration;

/**
 * How long to wait for what, and how long between one try and the next.
 *
 * @param patience for a connection and an answer
 * @param first wait after a try, at most; see {@link io.netmonitor.core.time.Backoff}
 * @param longest wait, at most
 * @param look from one look at the tasks to the next
 */
record Pace(Duration patience, Duration first, Duration longest, Duration look) {
    static final Pace USUAL =
            new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(3));
}
