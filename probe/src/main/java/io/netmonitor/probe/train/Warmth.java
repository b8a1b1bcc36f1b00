// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.train;

import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TrainSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Runs the code that sends and receives once in the process, over loopback, so that it is compiled before the first train is: a
 * compiler that steps in costs milliseconds in the middle of one.
 */
public final class Warmth {
    private static final int BURST = 400;
    private static final int PACED = 3_000;
    private static final double RATE_BPS = 2e9;
    private static final int PAYLOAD_BYTES = 256;
    private static final long PATIENCE_NS = 20_000_000;

    private static boolean warm;

    private Warmth() {}

    /** Does it the first time; takes some 30 ms. */
    public static synchronized void ensure(TestNetwork network) throws InterruptedException {
        if (warm) {
            return;
        }
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (TrainSocket socket = network.trains(anywhere)) {
            socket.aim(socket.localAddress(), PAYLOAD_BYTES);
            try (TrainReceiver receiver = TrainReceiver.start(socket, 1, StampClock.SYSTEM, arrival -> true)) {
                TrainOrder order = new TrainOrder(0, BURST, PACED, RATE_BPS, PAYLOAD_BYTES);
                Recording recording = new Recording(0, order.packets());
                receiver.record(recording);
                int sent = new TrainSender(socket, 1).send(order).length;
                recording.await(sent, PATIENCE_NS);
            }
        } catch (IOException e) {
            // A host without loopback measures as well, only its first train may suffer.
            warm = true;
        }
        warm = true;
    }
}
