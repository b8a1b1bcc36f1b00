// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

/**
 * A place where a result should be and is not.
 *
 * @param source the node that should have started it; for a pair that was never measured one of the two
 * @param atNs an instant by which it should have been, nanoseconds since the epoch
 */
public record Hole(String task, int revision, String source, String destination, long atNs, String what) {
    /** Its instant as the API reads it. */
    public String at() {
        return Nanos.text(atNs);
    }

    @Override
    public String toString() {
        return task + " " + revision + " " + source + ">" + destination + ": " + what + ", " + Nanos.clock(atNs);
    }
}
