// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy;

/** There is no task of the name that a push gives. */
final class UnknownTaskException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownTaskException(String message) {
        super(message);
    }
}
