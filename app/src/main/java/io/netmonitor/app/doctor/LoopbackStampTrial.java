// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.Notice;
import io.netmonitor.probe.socket.TestSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Over loopback, with the sockets that measure. */
final class LoopbackStampTrial implements StampTrial {
    static final int PACKETS = 8;

    private static final int PACKET_BYTES = 44;
    private static final long WAIT_NS = Duration.ofMillis(20).toNanos();
    private static final long PATIENCE_NS = Duration.ofSeconds(1).toNanos();

    @Override
    public Stamps run() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        try (TestSocket receiver = TestSocket.listen(anyPort);
                TestSocket sender = TestSocket.connect(receiver.localAddress(), 0)) {
            for (int i = 0; i < PACKETS; i++) {
                sender.send(PACKET_BYTES);
            }
            return count(sender, receiver);
        }
    }

    /** A kernel that gives no stamps says so by silence alone, so the patience ends the count. */
    private static Stamps count(TestSocket sender, TestSocket receiver) throws IOException {
        int arrived = 0;
        int transmitted = 0;
        int received = 0;
        long end = System.nanoTime() + PATIENCE_NS;
        while ((arrived < PACKETS || transmitted < PACKETS) && System.nanoTime() - end < 0) {
            @Nullable Arrival arrival = receiver.receive();
            if (arrival != null) {
                arrived++;
                received += arrival.kernelNs() == Arrival.UNKNOWN ? 0 : 1;
            }
            @Nullable Notice notice = sender.nextNotice();
            if (notice != null && notice.isStamp()) {
                transmitted++;
            }
            if (arrival == null && notice == null) {
                (arrived < PACKETS ? receiver : sender).await(WAIT_NS);
            }
        }
        if (arrived == 0) {
            throw new IOException("no packet came through on loopback; is its interface up? `ip link set lo up`");
        }
        return new Stamps(arrived, transmitted, received);
    }
}
