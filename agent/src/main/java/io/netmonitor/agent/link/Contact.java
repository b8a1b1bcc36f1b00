// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.Health;
import io.netmonitor.core.time.WallClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
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
    private final Map<String, String> refusals = new TreeMap<>();
    private @Nullable Instant lastHeard;
    private int failures;
    private boolean lost;
    private @Nullable String trouble;

    Contact(String controller, WallClock clock) {
        this.controller = controller;
        this.clock = clock;
    }

    /** The controller answered as it should to one sort of request. */
    synchronized void heard(String request) {
        refusals.remove(request);
        noteAnswer();
    }

    /** The controller answered one sort of request and said no. */
    synchronized void refused(String request, String why) {
        if (!why.equals(refusals.put(request, why))) {
            LOG.log(System.Logger.Level.WARNING, "{0} refuses {1}: {2}", controller, request, why);
        }
        noteAnswer();
    }

    private void noteAnswer() {
        if (lastHeard == null || lost) {
            LOG.log(System.Logger.Level.INFO, lost ? "connected to {0} again" : "connected to {0}", controller);
        }
        lastHeard = clock.now();
        failures = 0;
        lost = false;
        trouble = null;
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
        if (trouble != null || lastHeard == null) {
            return Health.down("not connected to " + controller + ", last heard " + heard
                    + (trouble == null ? "" : ", last error: " + trouble));
        }
        String state = "connected to " + controller + ", last heard " + heard;
        return refusals.isEmpty() ? Health.up(state) : Health.down(state + ", which refuses " + refusals);
    }
}
