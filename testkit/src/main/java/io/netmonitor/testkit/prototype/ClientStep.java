// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

/** How far a client has come, in this order; it can leave there, or say something else than it should. */
public enum ClientStep {
    CONNECTED,
    ACCEPTED,
    HALF_OF_TASK,
    TASK,
    READY,
    /** Bandwidth alone: the first {@code measure} is written. */
    MEASURE,
    HALF_OF_PACKETS,
    PACKETS,
    /** Bandwidth alone. */
    HALF_OF_SENT,
    /** Bandwidth alone: told what the train was, the result not read yet. */
    SENT
}
