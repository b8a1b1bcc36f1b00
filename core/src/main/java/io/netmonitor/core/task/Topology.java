// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which members of a task measure each other. */
public enum Topology {
    /** Everybody everybody. */
    MESH,
    /** One member all others, and they it. */
    HUB,
    /** The pairs that are written, both ways. */
    PAIRS;

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
    public static Topology of(String label) {
        for (Topology topology : values()) {
            if (topology.label().equals(label)) {
                return topology;
            }
        }
        throw new IllegalArgumentException("topology is none of mesh, hub, pairs: " + label);
    }
}
