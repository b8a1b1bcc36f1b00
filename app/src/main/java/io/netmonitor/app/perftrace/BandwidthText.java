// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import io.netmonitor.probe.perftrace.BandwidthRun;
import java.io.PrintWriter;

/**
 * Prints a measurement of available bandwidth: a line for each train as it comes, and at the end what scripts look for, in bit/s.
 *
 * <pre>
 * final result: 976908736.000000bps.
 * </pre>
 */
final class BandwidthText {
    private static final double BPS_PER_MBPS = 1e6;

    private final PrintWriter out;
    private int trains;

    BandwidthText(PrintWriter out) {
        this.out = out;
    }

    void print(BandwidthRun.Train train) {
        trains++;
        out.print("train " + trains + ": asked " + mbps(train.askedBps()) + ", sent " + mbps(train.sentBps())
                + ", received " + mbps(train.receivedBps())
                + ", " + train.arrived() + " of " + train.sent() + " packets arrived"
                + (train.counted() ? "" : ", not counted") + "\n");
        out.flush();
    }

    void printResult(double bps) {
        out.print("======================Final Result======================\nfinal result: " + Fixed.of(bps, 6)
                + "bps.\n");
    }

    private static String mbps(long bps) {
        return Fixed.of(bps / BPS_PER_MBPS, 3) + " Mbps";
    }
}
