// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import java.io.IOException;
import java.util.List;

/** Measures a peer once, for a job. Used by many threads. */
@FunctionalInterface
interface PeerProbe {
    /**
     * Measures.
     *
     * @return what there is to push of it
     * @throws BusyException when the peer is in another measurement
     * @throws IOException when no measurement came about, saying why in one line
     */
    List<Sample> measure(Job job, String peer) throws IOException, InterruptedException;

    /** Old nodes are in one measurement at a time, and all begin their rounds at the same instant. */
    final class BusyException extends IOException {
        private static final long serialVersionUID = 1;

        BusyException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
