// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a task runs. */
public enum TaskState {
    /** Runs between its start and its end. */
    ACTIVE,
    /** Runs again when somebody resumes it. */
    PAUSED,
    /** Never runs again; its results stay. */
    ENDED;

    /** The word used in JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word used in JSON.
     *
     * @throws IllegalArgumentException for any other word, naming it
     */
    @JsonCreator
    public static TaskState of(String label) {
        for (TaskState state : values()) {
            if (state.label().equals(label)) {
                return state;
            }
        }
        throw new IllegalArgumentException("state is none of active, paused, ended: " + label);
    }
}
