// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import io.netmonitor.core.time.Backoff;

/** What is known of one task's group at the gateway. For one thread. */
final class Group {
    private final String task;
    private final Backoff backoff;
    private boolean due = true;
    private long triedAtNs;
    private long doneAtNs;

    Group(String task, Backoff backoff) {
        this.task = task;
        this.backoff = backoff;
    }

    String task() {
        return task;
    }

    /** When it was last tried, by the monotonic clock. */
    long triedAtNs() {
        return triedAtNs;
    }

    /** What it holds, or may hold, is no longer what it should. */
    void touch() {
        due = true;
    }

    boolean isFailing() {
        return !backoff.isFresh();
    }

    /** Whether it may be tried, so soon after it may have failed. */
    boolean mayBeTried(long nowNs) {
        return backoff.restNs(nowNs) <= 0;
    }

    /** Whether it has changed, or has to be put again after so long. */
    boolean isDue(long nowNs, long refreshNs) {
        return due || nowNs - doneAtNs >= refreshNs;
    }

    void tried(long nowNs) {
        triedAtNs = nowNs;
    }

    void done(long nowNs) {
        due = false;
        doneAtNs = nowNs;
        backoff.reset();
    }

    void failed(long nowNs) {
        due = true;
        backoff.failed(nowNs);
    }
}
