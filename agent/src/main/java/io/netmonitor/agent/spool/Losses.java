// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import org.jspecify.annotations.Nullable;

/** Counts by name what does not reach the controller, and says so in the log when it begins. Guarded by the spool's lock. */
final class Losses {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");

    private final SpoolFolder files;
    private long dropped;
    private long damaged;
    private long refused;
    private @Nullable String trouble;

    Losses(SpoolFolder files, int tornLines) {
        this.files = files;
        this.dropped = files.dropped();
        this.damaged = tornLines;
        if (tornLines > 0) {
            LOG.log(System.Logger.Level.WARNING, "the last result was torn by a crash and is left out");
        }
    }

    void dropped(int results, String why) {
        if (trouble == null) {
            LOG.log(System.Logger.Level.WARNING, "results are dropped, {0} so far: {1}", dropped + results, why);
        }
        trouble = "results are dropped: " + why;
        dropped += results;
        files.keepDropped(dropped);
    }

    void damaged(int results) {
        damaged += results;
    }

    void refused(int results) {
        refused += results;
    }

    /** Something is wrong that has cost no result yet. */
    void trouble(String what) {
        trouble = what;
    }

    /** Results are taken again. */
    void over() {
        trouble = null;
    }

    SpoolState state(long bytes) {
        return new SpoolState(bytes, dropped, damaged, refused, trouble);
    }
}
