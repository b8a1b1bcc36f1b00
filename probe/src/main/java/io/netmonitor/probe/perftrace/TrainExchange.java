// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.probe.train.TrainOrder;
import java.io.IOException;

/** Sends trains over a path and has the other end tell of them. Used by one thread. */
interface TrainExchange {
    /**
     * Sends a train and asks for its result.
     *
     * @param countedNs how long after the first arrival packets are counted apart
     * @param restNs how long after the last packet it is asked for, so that the path's queue has drained
     * @throws PerfTraceException when the answer is none that a server could give
     */
    TrainReading send(TrainOrder order, long countedNs, long restNs) throws IOException, InterruptedException;

    /** Waits so long. */
    void rest(long ns) throws InterruptedException;
}
