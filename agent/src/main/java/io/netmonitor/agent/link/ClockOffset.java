// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * The controller's clock minus the local one, as it was estimated at one moment. Instants that belong together are turned by the same
 * one: the estimate gets better all the time, and what it moved by in between would come into their order.
 *
 * @param ns nanoseconds
 * @param known whether the controller was ever heard
 */
public record ClockOffset(long ns, boolean known) {
    /** The controller's time at an instant of the local clock. */
    public Instant fromLocal(Instant local) {
        return local.plusNanos(ns);
    }

    /** The local clock's time at an instant of the controller's. */
    public Instant toLocal(Instant controller) {
        return controller.minusNanos(ns);
    }

    /** Nanoseconds; empty when the controller was never heard. */
    public OptionalLong knownNs() {
        return known ? OptionalLong.of(ns) : OptionalLong.empty();
    }
}
