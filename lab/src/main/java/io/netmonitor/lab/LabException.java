// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;

/** A lab could not be built or removed. The message is one clear line for people. */
public final class LabException extends IOException {
    private static final long serialVersionUID = 1;

    LabException(String message) {
        super(message);
    }
}
