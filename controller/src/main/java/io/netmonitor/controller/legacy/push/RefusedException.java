// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.InvalidInputException;

/** A push, or one series of it, is not taken. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    /** Says what is wrong with the value, going on from the field's name. */
    RefusedException(Refusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    RefusedException(Refusal refusal, String message, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }

    /** As whoever sent it is told. */
    InvalidInputException asInvalidInput() {
        return new InvalidInputException(refusal.field(), words());
    }

    /** What is wrong. */
    String words() {
        return String.valueOf(getMessage());
    }
}
