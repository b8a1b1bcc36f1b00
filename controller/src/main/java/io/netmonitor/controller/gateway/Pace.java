// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import java.time.Duration;

/**
 * How often a gateway hears of us.
 *
 * @param beat from the end of one round to the next: no group is put more often
 * @param refresh after which a group is put again although it has not changed, as the gateway may have lost it unseen
 * @param longestWait at most so long after a failure it is tried again
 * @param patience how long an answer may take
 */
record Pace(Duration beat, Duration refresh, Duration longestWait, Duration patience) {
    static final Pace USUAL =
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(10));
}
