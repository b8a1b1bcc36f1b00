// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A way to open test sockets: Linux with the kernel's time stamps, or any system with stamps in user space. Safe for use by many
 * threads.
 */
public interface TestNetwork {
    /** Says which one to take, for tests and for hosts whose kernel misbehaves: {@code linux} or {@code portable}. */
    String PROPERTY = "netmonitor.sockets";

    /** The best that this host has. */
    static TestNetwork best() {
        boolean portable = "portable".equals(System.getProperty(PROPERTY)) || !Libc.isSupported();
        return portable ? new PortableNetwork() : new LinuxNetwork();
    }

    /**
     * A socket that hears from all and answers them.
     *
     * @param address a wildcard hears both families, port 0 lets the system choose
     * @throws IOException when the port cannot be had, saying why and what to do
     */
    TestSocket listen(InetSocketAddress address) throws IOException;

    /** As {@link #listen}, with as large a receive buffer as the host allows: whole trains come. */
    TestSocket listenForTrains(InetSocketAddress address) throws IOException;

    /**
     * A socket to send from, to any destination of its family.
     *
     * @throws IOException when it cannot be had, saying why and what to do
     */
    TestSocket open(SourcePort port) throws IOException;

    /**
     * A socket for trains, with as large a receive buffer as the host allows.
     *
     * @param address as of {@link #listen}
     * @throws IOException when the port cannot be had, saying why and what to do
     */
    TrainSocket trains(InetSocketAddress address) throws IOException;

    /** Whether its sockets have the kernel's stamps. */
    boolean hasKernelStamps();

    /** Something to wait with for sockets of this network. */
    Waiter waiter() throws IOException;
}
