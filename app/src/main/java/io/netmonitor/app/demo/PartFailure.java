// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import java.util.List;

/** A part of the demo ended, or did not do what it should. Carries the last lines of its log. */
final class PartFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> logTail;

    PartFailure(String message, List<String> logTail) {
        super(message);
        this.logTail = List.copyOf(logTail);
    }

    List<String> logTail() {
        return logTail;
    }
}
