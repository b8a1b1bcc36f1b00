// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Cross traffic: every 37 ms a burst of large packets, 70 to 90 % of what a link carries in that time, until it is killed.
 * Each burst fills the link's queue, which has run dry before the next; probes
 * sent every 5 ms meet each of these states.
 */
final class Bursts {
    private static final long PERIOD_NS = 37_000_000;
    private static final int PAYLOAD_BYTES = 1_200;
    private static final int ON_WIRE_BYTES = PAYLOAD_BYTES + 42;
    /** Any other does; the same in every run. */
    private static final int SEED = 20;

    private static final int DISCARD_PORT = 9;

    private Bursts() {}

    /**
     * Sends.
     *
     * @param arguments where to, and the link's rate in bits per second
     */
    public static void main(String[] arguments) throws IOException {
        double packetsAPeriod = Long.parseLong(arguments[1]) / 8.0 * PERIOD_NS / 1e9 / ON_WIRE_BYTES;
        Random random = new Random(SEED);
        ByteBuffer payload = ByteBuffer.allocateDirect(PAYLOAD_BYTES);
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(InetAddress.ofLiteral(arguments[0]), DISCARD_PORT));
            System.out.println("sending");
            long next = System.nanoTime();
            while (true) {
                long packets = Math.round(packetsAPeriod * (0.7 + 0.2 * random.nextDouble()));
                for (long i = 0; i < packets; i++) {
                    int _ = channel.write(payload.clear());
                }
                next += PERIOD_NS;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }
}
