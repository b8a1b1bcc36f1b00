// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import io.netmonitor.probe.perftrace.BasicRun;
import org.jspecify.annotations.Nullable;

/**
 * What a Basic measurement came to.
 *
 * @param forward from here to the server; absent, as the other two are, when every probe was lost
 * @param backward from the server to here
 * @param roundTrip there and back
 * @param forwardLoss 0 to 1
 * @param backwardLoss 0 to 1, of the probes that arrived; 0 when none did
 * @param roundTripLoss 0 to 1
 */
record BasicFigures(
        @Nullable Delay forward,
        @Nullable Delay backward,
        @Nullable Delay roundTrip,
        double forwardLoss,
        double backwardLoss,
        double roundTripLoss) {
    static BasicFigures of(BasicRun run) {
        boolean lost = run.returned() == 0;
        return new BasicFigures(
                lost ? null : Delay.of(run.forwardNs()),
                lost ? null : Delay.of(run.backwardNs()),
                lost ? null : Delay.of(run.roundTripNs()),
                run.forwardLoss(),
                run.backwardLoss(),
                run.roundTripLoss());
    }
}
