// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.result.Outcome;
import java.io.IOException;

/** Why no measurement came about: its outcome, and a sentence for people. */
public final class PerfTraceException extends IOException {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    PerfTraceException(Outcome outcome, String reason) {
        super(reason);
        this.outcome = requireNonNull(outcome, "outcome");
    }

    PerfTraceException(Outcome outcome, String reason, Throwable cause) {
        super(reason, cause);
        this.outcome = requireNonNull(outcome, "outcome");
    }

    /** Unreachable, refused, busy, no answer or failed. */
    public Outcome outcome() {
        return outcome;
    }
}
