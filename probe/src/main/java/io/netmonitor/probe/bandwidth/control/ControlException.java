// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import io.netmonitor.core.result.Outcome;
import java.io.IOException;

/** Why a measurement could not be had: its outcome, and a reason for people. */
public final class ControlException extends IOException {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    ControlException(Outcome outcome, String reason) {
        super(reason);
        this.outcome = outcome;
    }

    ControlException(Outcome outcome, String reason, Throwable cause) {
        super(reason, cause);
        this.outcome = outcome;
    }

    /** How the measurement ended by it. */
    public Outcome outcome() {
        return outcome;
    }
}
