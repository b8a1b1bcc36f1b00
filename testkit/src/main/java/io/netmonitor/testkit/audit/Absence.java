// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import java.time.Instant;

/**
 * A time during which a node could not do what it was to do.
 *
 * @param sort why
 * @param fromNs nanoseconds since the epoch, as is toNs
 * @param toNs when it was let again, which is before it was back
 */
public record Absence(String node, Sort sort, long fromNs, long toNs) {
    /** In what way a node was away. */
    public enum Sort {
        /** Its process was asked to end, and did. */
        STOPPED,
        /** Its process was killed, so that what it was measuring is lost. */
        KILLED,
        /** It ran, but nobody could tell it anything. */
        CUT_OFF
    }

    /** One that lasted between two instants. */
    public static Absence of(String node, Sort sort, Instant from, Instant to) {
        return new Absence(node, sort, Nanos.of(from), Nanos.of(to));
    }
}
