// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.core.path.Family;
import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.Notice;
import io.netmonitor.probe.socket.OutgoingPacket;
import io.netmonitor.probe.socket.SourcePort;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.Waiter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Over loopback, with the sockets that measure. */
final class LoopbackStampTrial implements StampTrial {
    static final int PACKETS = 8;

    private static final int PACKET_BYTES = 44;
    private static final long WAIT_NS = Duration.ofMillis(20).toNanos();
    private static final long PATIENCE_NS = Duration.ofSeconds(1).toNanos();

    @Override
    public Stamps run() throws IOException {
        try {
            return run(InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            // A host may be without IPv4.
            return run(InetAddress.ofLiteral("::1"));
        }
    }

    private static Stamps run(InetAddress loopback) throws IOException {
        TestNetwork network = TestNetwork.best();
        try (Waiter waiter = network.waiter();
                TestSocket receiver = network.listen(new InetSocketAddress(loopback, 0));
                TestSocket sender = network.open(SourcePort.any(Family.of(loopback) == Family.IPV6))) {
            waiter.add(receiver);
            waiter.add(sender);
            OutgoingPacket packet = new OutgoingPacket(receiver.localAddress(), PACKET_BYTES);
            for (int i = 0; i < PACKETS; i++) {
                sender.queue(packet, PACKET_BYTES);
            }
            sender.flush();
            return count(sender, receiver, waiter);
        }
    }

    /** A kernel that gives no stamps says so by silence alone, so the patience ends the count. */
    private static Stamps count(TestSocket sender, TestSocket receiver, Waiter waiter) throws IOException {
        int arrived = 0;
        int transmitted = 0;
        int received = 0;
        long end = System.nanoTime() + PATIENCE_NS;
        while ((arrived < PACKETS || transmitted < PACKETS) && System.nanoTime() - end < 0) {
            waiter.await(WAIT_NS, true);
            int packets = receiver.receive();
            arrived += packets;
            for (int i = 0; i < packets; i++) {
                received += receiver.arrival(i).kernelNs() == Arrival.UNKNOWN ? 0 : 1;
            }
            int notices = sender.readNotices();
            for (int i = 0; i < notices; i++) {
                Notice notice = sender.notice(i);
                transmitted += notice != null && notice.isStamp() ? 1 : 0;
            }
        }
        if (arrived == 0) {
            throw new IOException("no packet came through on loopback; is its interface up? `ip link set lo up`");
        }
        return new Stamps(arrived, transmitted, received);
    }
}
