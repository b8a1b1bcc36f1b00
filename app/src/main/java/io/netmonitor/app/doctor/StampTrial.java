// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.io.IOException;

/** Sends test packets within this host and counts the kernel's stamps. */
@FunctionalInterface
interface StampTrial {
    /**
     * Sends the packets; takes a second at most.
     *
     * @throws IOException when no test socket can be had, or nothing arrives
     */
    Stamps run() throws IOException;

    /**
     * What was counted.
     *
     * @param arrived packets that came through
     * @param transmitted how many of all came with a transmit stamp
     * @param received how many of those that arrived had a receive stamp
     */
    record Stamps(int arrived, int transmitted, int received) {}
}
