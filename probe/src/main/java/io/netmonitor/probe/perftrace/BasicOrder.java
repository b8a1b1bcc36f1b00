// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

/**
 * What a Basic measurement is to be.
 *
 * @param count probes, 1 to 1,000
 * @param intervalUs microseconds from one probe to the next, 100 to 10,000,000; all of them within 2,147 s, more cannot be ordered
 * @param lengthBytes length of a probe with 28 octets of IP and UDP headers, in IPv6 as well; at most 9,000, and 0, as anything below
 *     it, means the smallest: 52
 */
public record BasicOrder(int count, long intervalUs, int lengthBytes) {
    public BasicOrder {
        if (count < 1 || count > 1_000) {
            throw new IllegalArgumentException("count outside 1 to 1000: " + count);
        }
        if (intervalUs < 100 || intervalUs > 10_000_000) {
            throw new IllegalArgumentException("interval outside 100 us to 10 s: " + intervalUs + " us");
        }
        if (intervalUs * (count - 1) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("perftrace measures for at most 2147 s: " + count + " probes, one every "
                    + intervalUs / 1e6 + " s");
        }
        if (lengthBytes < 0 || lengthBytes > 9_000) {
            throw new IllegalArgumentException("length outside 0 to 9000 bytes: " + lengthBytes);
        }
    }

    /** From the first probe to the last. */
    int durationUs() {
        return (int) (intervalUs * (count - 1));
    }

    /** UDP payload of a probe. */
    int payloadBytes() {
        return Math.max(ProbePacket.PROBE_BYTES, lengthBytes - ProbePacket.HEADER_BYTES);
    }
}
