// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.events;

import io.netmonitor.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param id rises by one with each
 * @param type sort of event
 * @param task name of the task that it is about, if it is about one
 * @param runId of what a person asked for, if it belongs to that
 * @param json what happened, one line
 */
public record Event(
        long id, Type type, @Nullable String task, @Nullable String runId, String json) {
    /** Sorts of events. */
    public enum Type {
        TASK,
        NODE,
        RESULT;

        /** The word used on the wire. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /**
         * Reads the word used on the wire.
         *
         * @throws IllegalArgumentException for any other word, naming it
         */
        public static Type of(String label) {
            for (Type type : values()) {
                if (type.label().equals(label)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("is none of task, node, result: " + label);
        }
    }

    static Event of(long id, Type type, @Nullable String task, @Nullable String runId, Object what) {
        return new Event(id, type, task, runId, Json.write(what));
    }
}
