// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

/**
 * What one measurement may cost, at the IP layer.
 *
 * @param forwardBytes from source to destination, bytes, 0 or more
 * @param backwardBytes from destination to source, bytes, 0 or more
 * @param sendingNs from its first packet to its last, nanoseconds
 * @param typical whether the bytes are what it sends; otherwise they are the most that it may
 */
public record Traffic(long forwardBytes, long backwardBytes, long sendingNs, boolean typical) {
    public Traffic {
        if (forwardBytes < 0 || backwardBytes < 0 || sendingNs < 0) {
            throw new IllegalArgumentException(
                    "traffic < 0: " + forwardBytes + ", " + backwardBytes + ", " + sendingNs);
        }
    }
}
