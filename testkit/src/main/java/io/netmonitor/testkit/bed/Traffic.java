// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

/**
 * An amount of traffic. An immutable value.
 *
 * @param wireBytes with 14 bytes of Ethernet a packet, as {@code tc} counts
 */
public record Traffic(long packets, long wireBytes) {
    /** What has come since an earlier count. */
    public Traffic since(Traffic earlier) {
        return new Traffic(packets - earlier.packets, wireBytes - earlier.wireBytes);
    }
}
