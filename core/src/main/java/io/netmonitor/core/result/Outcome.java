// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a measurement ended. */
public enum Outcome {
    /** Something came back and was measured. */
    MEASURED("measured"),
    /** Packets were sent and nothing came back. */
    LOST("lost"),
    /** The network said that the destination cannot be reached. */
    UNREACHABLE("unreachable"),
    /** The destination refused. */
    REFUSED("refused"),
    /** The destination was in another measurement. */
    BUSY("busy"),
    /** The destination's control service did not answer. */
    NO_ANSWER("no-answer"),
    /** The round could not be run at all. */
    MISSED("missed"),
    /** The host itself could not carry out the measurement. */
    FAILED("failed"),
    /** Bandwidth: a value whose interval is wide. */
    UNSTABLE("unstable"),
    /** Bandwidth: the host, not the path, was the limit. */
    HOST_LIMITED("host-limited"),
    /** Bandwidth: more is available than was tried. */
    ABOVE("above");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** The word used in JSON and queries. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Whether the result carries a value: the command line exits with 0 for these and with 1 for the others. */
    public boolean hasValue() {
        return switch (this) {
            case MEASURED, UNSTABLE, HOST_LIMITED, ABOVE -> true;
            case LOST, UNREACHABLE, REFUSED, BUSY, NO_ANSWER, MISSED, FAILED -> false;
        };
    }

    /**
     * Reads the word used in JSON.
     *
     * @throws IllegalArgumentException for any other word, naming it
     */
    @JsonCreator
    public static Outcome of(String label) {
        for (Outcome outcome : values()) {
            if (outcome.label.equals(label)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("unknown outcome: " + label);
    }
}
