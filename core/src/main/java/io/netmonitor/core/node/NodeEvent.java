// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.node;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What happened to a node.
 *
 * @param node its name
 * @param at when
 * @param what what
 * @param detail for people, in one clause; may be empty
 */
public record NodeEvent(String node, Instant at, What what, String detail) {
    public NodeEvent {
        requireNonNull(node, "node");
        requireNonNull(at, "at");
        requireNonNull(what, "what");
        requireNonNull(detail, "detail");
    }

    /** Sorts of events. */
    public enum What {
        /** It joined. */
        JOINED,
        /** Its agent started. */
        STARTED,
        /** It was heard again after a silence. */
        ONLINE,
        /** It was not heard for a while; {@code at} is when it was last heard. */
        OFFLINE,
        /** It dropped results because its spool was full. */
        DROPPED,
        /** It was let go. */
        REMOVED;

        /** The word used in JSON. */
        @com.fasterxml.jackson.annotation.JsonValue
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /**
         * Reads the word used in JSON.
         *
         * @throws IllegalArgumentException for any other word, naming it
         */
        @com.fasterxml.jackson.annotation.JsonCreator
        public static What of(String label) {
            for (What what : values()) {
                if (what.label().equals(label)) {
                    return what;
                }
            }
            throw new IllegalArgumentException("unknown event: " + label);
        }
    }
}
