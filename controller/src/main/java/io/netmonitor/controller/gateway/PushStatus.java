// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import io.netmonitor.core.Health;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How pushing goes: counts, and one line in the log when it begins to fail and one when it works again. Alert when it is down
 * for minutes, or {@code failed} in {@code /health} rises. Safe for use by many threads; told by one.
 */
final class PushStatus {
    private static final System.Logger LOG = System.getLogger(PushgatewaySink.class.getName());

    private final String gateway;
    private final AtomicLong put = new AtomicLong();
    private final AtomicLong deleted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile String trouble = "";

    PushStatus(String gateway) {
        this.gateway = gateway;
    }

    void put() {
        put.incrementAndGet();
    }

    void deleted() {
        deleted.incrementAndGet();
    }

    void failed(String why) {
        failed.incrementAndGet();
        if (trouble.isEmpty()) {
            LOG.log(Level.WARNING, "cannot push to " + gateway + ": " + why + "; will try until it works");
        }
        trouble = why;
    }

    void works() {
        if (!trouble.isEmpty()) {
            LOG.log(Level.INFO, "pushes to " + gateway + " work again");
        }
        trouble = "";
    }

    Health health() {
        String counts = put + " put, " + deleted + " deleted, " + failed + " failed";
        return trouble.isEmpty()
                ? Health.up("pushes to " + gateway + ", " + counts)
                : Health.down("cannot push to " + gateway + ": " + trouble + ", " + counts);
    }
}
