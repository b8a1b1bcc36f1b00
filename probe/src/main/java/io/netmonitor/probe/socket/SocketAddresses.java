// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.netmonitor.core.path.AddressText;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/**
 * Socket addresses in memory.
 *
 * <pre>
 * sockaddr_in    0 family | 2 port, big-endian | 4 address                              16 octets
 * sockaddr_in6   0 family | 2 port, big-endian | 4 flow | 8 address | 24 scope          28 octets
 * </pre>
 */
final class SocketAddresses {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int MAX_BYTES = 28;

    private static final ValueLayout.OfShort PORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong HALF = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddresses() {}

    /** Writes an address and returns its length in octets. */
    static int write(MemorySegment to, InetAddress address, int port) {
        byte[] octets = address.getAddress();
        boolean six = address instanceof Inet6Address;
        to.fill((byte) 0);
        to.set(JAVA_SHORT, 0, (short) (six ? AF_INET6 : AF_INET));
        to.set(PORT, 2, (short) port);
        MemorySegment.copy(octets, 0, to, JAVA_BYTE, six ? 8 : 4, octets.length);
        if (address instanceof Inet6Address scoped) {
            to.set(JAVA_INT, 24, scoped.getScopeId());
        }
        return six ? 28 : 16;
    }

    static int family(MemorySegment from) {
        return from.get(JAVA_SHORT, 0);
    }

    /** Reads who is at the other end; IPv4 takes its IPv4-mapped form. */
    static void readPeer(MemorySegment from, Peer into) {
        into.port = from.get(PORT, 2) & 0xFFFF;
        if (family(from) == AF_INET6) {
            into.high = from.get(HALF, 8);
            into.low = from.get(HALF, 16);
        } else {
            into.high = 0;
            into.low = 0xFFFF_0000_0000L | Integer.toUnsignedLong(Integer.reverseBytes(from.get(JAVA_INT, 4)));
        }
    }

    /** Whether a socket address holds an IPv4-mapped IPv6 address, {@code ::ffff:192.0.2.1}. */
    static boolean isMapped(MemorySegment from) {
        return family(from) == AF_INET6 && from.get(HALF, 8) == 0 && from.get(HALF, 16) >>> 32 == 0xFFFF;
    }

    static InetSocketAddress read(MemorySegment from) {
        boolean six = family(from) == AF_INET6;
        byte[] octets = new byte[six ? 16 : 4];
        MemorySegment.copy(from, JAVA_BYTE, six ? 8 : 4, octets, 0, octets.length);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), from.get(PORT, 2) & 0xFFFF);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets: " + octets.length, e);
        }
    }

    /** {@code 192.0.2.1:862} or {@code [2001:db8::1]:862}, without a host name. */
    static String text(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String literal = host == null ? address.getHostString() : AddressText.of(host) + scope(host);
        return (literal.indexOf(':') < 0 ? literal : "[" + literal + "]") + ":" + address.getPort();
    }

    /** The interface of a link-local address, {@code %eth0}. */
    private static String scope(InetAddress host) {
        String text = host.getHostAddress();
        int percent = text.indexOf('%');
        return percent < 0 ? "" : text.substring(percent);
    }
}
