// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.probe.socket.SourcePort;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.TrainSocket;
import io.netmonitor.probe.socket.Waiter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;

/** A network whose reader takes longer to wake up than a server waits for stragglers. */
final class DrowsyNetwork implements TestNetwork {
    private static final long SLEEP_NS = 250_000_000;

    private final TestNetwork network = TestNetwork.best();

    @Override
    public Waiter waiter() throws IOException {
        Waiter waiter = network.waiter();
        return new Waiter() {
            @Override
            public void add(TestSocket socket) throws IOException {
                waiter.add(socket);
            }

            @Override
            public void remove(TestSocket socket) {
                waiter.remove(socket);
            }

            @Override
            public void await(long timeoutNs, boolean forPackets) throws IOException {
                waiter.await(timeoutNs, forPackets);
                LockSupport.parkNanos(SLEEP_NS);
            }

            @Override
            public void wake() {
                waiter.wake();
            }

            @Override
            public void close() {
                waiter.close();
            }
        };
    }

    @Override
    public TestSocket listen(InetSocketAddress address) throws IOException {
        return network.listen(address);
    }

    @Override
    public TestSocket listenForTrains(InetSocketAddress address) throws IOException {
        return network.listenForTrains(address);
    }

    @Override
    public TestSocket open(SourcePort port) throws IOException {
        return network.open(port);
    }

    @Override
    public TrainSocket trains(InetSocketAddress address) throws IOException {
        return network.trains(address);
    }

    @Override
    public boolean hasKernelStamps() {
        return network.hasKernelStamps();
    }
}
