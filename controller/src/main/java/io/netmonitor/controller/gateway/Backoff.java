// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import java.time.Duration;

/** When to try again what failed: after a while, then after twice that, and so on up to the longest. For one thread. */
final class Backoff {
    private final long firstNs;
    private final long longestNs;
    private long waitNs;
    private long failedAtNs;

    Backoff(Duration first, Duration longest) {
        this.firstNs = first.toNanos();
        this.longestNs = longest.toNanos();
    }

    /** Whether the last try failed. */
    boolean isFailing() {
        return waitNs > 0;
    }

    /** Whether it may be tried at this monotonic instant. */
    boolean isOver(long nowNs) {
        return waitNs == 0 || nowNs - failedAtNs >= waitNs;
    }

    void failed(long nowNs) {
        waitNs = Math.min(longestNs, waitNs == 0 ? firstNs : 2 * waitNs);
        failedAtNs = nowNs;
    }

    void succeeded() {
        waitNs = 0;
    }
}
