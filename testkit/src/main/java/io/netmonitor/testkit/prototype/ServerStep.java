// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

/** How far a server has come with one client, in this order; faults happen there. */
public enum ServerStep {
    CONNECTED,
    HALF_OF_ACCEPT,
    ACCEPTED,
    TASK_READ,
    HALF_OF_READY,
    READY,
    /** Bandwidth alone: {@code measure} is read. */
    MEASURE_READ,
    /** Basic: the time for test packets is over. Bandwidth: what the client tells of its train is read. */
    PACKETS_READ,
    HALF_OF_RESULT,
    /** For bandwidth, of the first train. */
    RESULT
}
