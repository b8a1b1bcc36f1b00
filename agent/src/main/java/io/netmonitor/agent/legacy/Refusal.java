// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** A dispatch was refused. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why, in the words under which it is counted. */
    enum Reason {
        CROWDED("too many connections"),
        TOO_LONG("message too long"),
        INCOMPLETE("no whole message in time"),
        FORM("message of another form"),
        URL("URL not allowed"),
        NAME("job name not allowed"),
        DOWNLOAD("task file not had"),
        TASK("task not understood"),
        NOT_A_MEMBER("own address not a member"),
        FULL("too many jobs"),
        FAULT("fault of the program");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * A refusal.
     *
     * @param detail what was wrong; may hold what the peer sent, as it came
     */
    Refusal(Reason reason, String detail) {
        super(detail);
        this.reason = requireNonNull(reason, "reason");
    }

    Reason reason() {
        return reason;
    }
}
