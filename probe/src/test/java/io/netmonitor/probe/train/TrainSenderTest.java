// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.TrainSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class TrainSenderTest {
    @Test
    void noPacketIsSaidToHaveLeftAfterItDidSinceTheHostWasHeldUp() throws Exception {
        HeldUp socket = new HeldUp();
        TrainSender sender = new TrainSender(socket, 1);

        long[] sentNs = sender.send(new TrainOrder(0, 16, 0, 1e6, 1_420));

        assertThat(sentNs).hasSize(16).isSorted();
        for (int i = 0; i < sentNs.length; i++) {
            int group = i / HeldUp.GROUP;
            // What sixteen sends cost, or a little more than that, and no part of the hold-up.
            assertThat(sentNs[i] - socket.leftNs[group]).isLessThan(1_000_000);
        }
    }

    /** Sends at once and comes back late, as where garbage is collected meanwhile. */
    private static final class HeldUp implements TrainSocket {
        private static final int GROUP = 4;

        private final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        private final long[] leftNs = new long[4];
        private int groups;

        @Override
        public int send(int count) {
            leftNs[groups++] = System.nanoTime();
            LockSupport.parkNanos(20_000_000);
            return count;
        }

        @Override
        public int maxGroup() {
            return GROUP;
        }

        @Override
        public ByteBuffer header(int place) {
            return header;
        }

        @Override
        public InetSocketAddress localAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        }

        @Override
        public boolean hasKernelStamps() {
            return false;
        }

        @Override
        public void aim(InetSocketAddress destination, int payloadBytes) {}

        @Override
        public void aimBack(Arrival arrival, int payloadBytes) {}

        @Override
        public boolean await(long timeoutNs) {
            return false;
        }

        @Override
        public int receive() {
            return 0;
        }

        @Override
        public Arrival arrival(int place) {
            throw new IllegalStateException("nothing arrives");
        }

        @Override
        public void close() {}
    }
}
