// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import java.io.IOException;

/** What answers at the controller's address is not the controller that this agent was told to trust. */
public final class UntrustedException extends IOException {
    private static final long serialVersionUID = 1;

    UntrustedException(String message, Throwable cause) {
        super(message, cause);
    }
}
