// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.Health;
import io.netmonitor.core.time.WallClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the controller is heard. Says so in the log when that changes, not at every attempt. One failure is not a change:
 * a kept connection may simply have grown old. Safe for use by many threads.
 */
final class Contact {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final int FAILURES_THAT_COUNT = 2;

    private final String controller;
    private final WallClock clock;
    private @Nullable Instant lastHeard;
    private int failures;
    private boolean lost;
    private @Nullable String trouble;

    Contact(String controller, WallClock clock) {
        this.controller = controller;
        this.clock = clock;
    }

    /** The controller answered as it should. */
    synchronized void heard() {
        if (lastHeard == null || lost) {
            LOG.log(System.Logger.Level.INFO, lost ? "connected to {0} again" : "connected to {0}", controller);
        }
        lastHeard = clock.now();
        failures = 0;
        lost = false;
        trouble = null;
    }

    /** The controller answered and said no. */
    synchronized void refused(String why) {
        if (!why.equals(trouble)) {
            LOG.log(System.Logger.Level.WARNING, "{0} refuses: {1}", controller, why);
        }
        lastHeard = clock.now();
        failures = 0;
        lost = false;
        trouble = why;
    }

    /** There was no answer. */
    synchronized void failed(String why) {
        failures++;
        trouble = why;
        if (failures >= FAILURES_THAT_COUNT && !lost) {
            lost = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "connection to {0} lost: {1}; measuring on, results are kept",
                    controller,
                    why);
        }
    }

    synchronized Health check() {
        String heard = lastHeard == null
                ? "never"
                : lastHeard.truncatedTo(ChronoUnit.SECONDS).toString();
        if (trouble == null && lastHeard != null) {
            return Health.up("connected to " + controller + ", last heard " + heard);
        }
        return Health.down("not connected to " + controller + ", last heard " + heard
                + (trouble == null ? "" : ", last error: " + trouble));
    }
}
