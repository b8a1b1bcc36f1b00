// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.probe.train.Train;
import io.netmonitor.probe.train.TrainOrder;
import java.io.IOException;

/** Sends trains over a path and tells what became of them. Used by one thread. */
public interface TrainPath {
    /**
     * Sends a train, waits until its packets have arrived or would be late, and brings both ends' instants together.
     *
     * @param patienceNs how long after the last packet was sent others may still arrive
     * @throws IOException when the measurement cannot go on, saying why
     * @throws InterruptedException when it was given up
     */
    Train send(TrainOrder order, long patienceNs) throws IOException, InterruptedException;

    /** Lets the path drain: waits so long after the last train's last packet was sent. */
    void rest(long ns) throws InterruptedException;
}
