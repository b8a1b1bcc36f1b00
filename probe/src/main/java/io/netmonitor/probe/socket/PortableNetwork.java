// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;

/** Opens {@link PortableSocket}s: any system that Java runs on, with stamps in user space. */
final class PortableNetwork implements TestNetwork {
    private static final int BUFFER_BYTES = 1 << 20;

    @Override
    public boolean hasKernelStamps() {
        return false;
    }

    @Override
    public Waiter waiter() throws IOException {
        return new PortableWaiter();
    }

    @Override
    public TestSocket open(SourcePort port) throws IOException {
        InetAddress any = InetAddress.getByAddress(new byte[port.six() ? 16 : 4]);
        DatagramChannel channel = channel(any);
        try {
            channel.setOption(StandardSocketOptions.IP_TOS, port.dscp() << 2);
            if (port.dontFragment()) {
                channel.setOption(jdk.net.ExtendedSocketOptions.IP_DONTFRAGMENT, true);
            }
            channel.bind(new InetSocketAddress(source(port, any), port.port()));
            return new PortableSocket(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("cannot send from udp port " + port.port() + ": " + e.getMessage(), e);
        }
    }

    /** Without a way to name the interface, packets leave from its address, and routing does the rest on most systems. */
    private static InetAddress source(SourcePort port, InetAddress any) throws IOException {
        if (port.device().isEmpty()) {
            return any;
        }
        NetworkInterface device = NetworkInterface.getByName(port.device());
        if (device == null) {
            throw new IOException("there is no network interface " + port.device());
        }
        return device.inetAddresses()
                .filter(address -> address instanceof Inet6Address == port.six())
                .findFirst()
                .orElseThrow(
                        () -> new IOException("network interface " + port.device() + " has no address of the family"));
    }

    @Override
    public TestSocket listen(InetSocketAddress wanted) throws IOException {
        return listen(wanted, PortableSocket::new);
    }

    @Override
    public TestSocket listenForTrains(InetSocketAddress wanted) throws IOException {
        return listen(wanted);
    }

    @Override
    public TrainSocket trains(InetSocketAddress wanted) throws IOException {
        return listen(wanted, PortableTrainSocket::new);
    }

    private static <S> S listen(InetSocketAddress wanted, Wrapping<S> wrapping) throws IOException {
        if (wanted.getAddress() == null) {
            throw new UnknownHostException("cannot listen on " + wanted.getHostString() + ": the name is not known");
        }
        DatagramChannel channel =
                wanted.getAddress().isAnyLocalAddress() ? DatagramChannel.open() : channel(wanted.getAddress());
        try {
            channel.configureBlocking(false);
            channel.bind(wanted);
            return wrapping.of(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("cannot listen on udp " + SocketAddresses.text(wanted) + ": " + e.getMessage(), e);
        }
    }

    private static DatagramChannel channel(InetAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
        return channel;
    }

    /** Makes a socket of an open channel. */
    @FunctionalInterface
    private interface Wrapping<S> {
        S of(DatagramChannel channel) throws IOException;
    }
}
