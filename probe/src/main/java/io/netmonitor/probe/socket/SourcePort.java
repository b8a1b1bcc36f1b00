// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.util.Objects.requireNonNull;

/**
 * What packets leave from. Sessions that want the same share one socket.
 *
 * @param six whether destinations are IPv6
 * @param port UDP source port, 0 for one that the system chooses
 * @param number tells ports apart that the system chooses for the same purpose, from 0
 * @param dscp 0 to 63, set in every packet
 * @param dontFragment whether packets that are too long are refused instead of split
 * @param device name of the network interface to leave by, empty to leave it to routing
 */
public record SourcePort(boolean six, int port, int number, int dscp, boolean dontFragment, String device) {
    public SourcePort {
        requireNonNull(device, "device");
    }

    /** A port that the system chooses, with nothing special. */
    public static SourcePort any(boolean six) {
        return new SourcePort(six, 0, 0, 0, false, "");
    }
}
