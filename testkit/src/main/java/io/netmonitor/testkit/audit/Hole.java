// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

/**
 * A time in which a result should be and is none.
 *
 * @param source the node that should have started it; for a pair that was never measured one of the two
 * @param fromNs first instant at which a round could have been planned, nanoseconds since the epoch
 * @param toNs last one
 */
public record Hole(String task, int revision, String source, String destination, long fromNs, long toNs, String what) {
    /** Its last instant as the API reads it. */
    public String to() {
        return Nanos.text(toNs);
    }

    /** Whether an instant that the API gave lies before it. */
    public boolean isAfter(String instant) {
        return Nanos.of(instant) < fromNs;
    }

    @Override
    public String toString() {
        return task + " " + revision + " " + source + ">" + destination + ": " + what + ", " + Nanos.clock(fromNs)
                + (toNs == fromNs ? "" : " to " + Nanos.clock(toNs));
    }
}
