// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.io.IOException;

/** Looks at one thing of the host. It changes nothing, and ends by itself within seconds. */
interface Check {
    /** What it looks at, one or two words; the name of its finding. */
    String name();

    /**
     * Looks.
     *
     * @throws IOException when it cannot be found out, saying why
     */
    Finding examine() throws IOException, InterruptedException;
}
