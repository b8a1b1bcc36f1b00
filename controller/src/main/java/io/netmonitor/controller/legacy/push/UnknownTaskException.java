// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

/** There is no task of the name that a push gives. */
public final class UnknownTaskException extends Exception {
    private static final long serialVersionUID = 1;

    public UnknownTaskException(String message) {
        super(message);
    }
}
