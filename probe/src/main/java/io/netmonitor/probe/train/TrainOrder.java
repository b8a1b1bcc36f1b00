// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.train;

/**
 * A train that is to be sent: a burst, and packets at a rate behind it.
 *
 * @param number from 0, each train of a measurement its own
 * @param burstPackets how many are sent back to back, 0 or more
 * @param pacedPackets how many follow at the rate, 0 or more
 * @param rateBps rate of the paced packets, bits per second at the IP layer
 * @param packetBytes length of a packet with its IP and UDP headers
 */
public record TrainOrder(int number, int burstPackets, int pacedPackets, double rateBps, int packetBytes) {
    /** Most packets of a train. */
    public static final int MAX_PACKETS = 65_536;

    public TrainOrder {
        if (burstPackets < 0 || pacedPackets < 0 || burstPackets + pacedPackets < 1) {
            throw new IllegalArgumentException("a train of " + burstPackets + " and " + pacedPackets + " packets");
        }
        if (burstPackets + pacedPackets > MAX_PACKETS) {
            throw new IllegalArgumentException(
                    "a train has at most " + MAX_PACKETS + " packets: " + (burstPackets + pacedPackets));
        }
        if (!(rateBps > 0) || packetBytes < 1) {
            throw new IllegalArgumentException(
                    "a train of packets of " + packetBytes + " bytes at " + rateBps + " bit/s");
        }
    }

    /** All packets. */
    public int packets() {
        return burstPackets + pacedPackets;
    }

    /** Time from one paced packet to the next. */
    public double gapNs() {
        return packetBytes * 8e9 / rateBps;
    }

    /** Length of the paced part. */
    public double pacedNs() {
        return pacedPackets * gapNs();
    }
}
