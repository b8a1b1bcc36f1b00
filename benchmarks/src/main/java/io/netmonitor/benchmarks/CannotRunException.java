// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

/** A benchmark was called wrongly, or this machine lacks what it needs; the message is one line that says what to do. */
public final class CannotRunException extends Exception {
    private static final long serialVersionUID = 1;

    public CannotRunException(String message) {
        super(message);
    }
}
