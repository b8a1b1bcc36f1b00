// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.path.Family;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code ADDR:PORT}, IPv6 in brackets: {@code 127.0.0.1:3000}, {@code [::]:862}. */
public final class Address implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || colon < text.lastIndexOf(']')) {
            throw new TypeConversionException(
                    "is not ADDR:PORT, IPv6 in brackets, such as 127.0.0.1:3000 or [::]:862: " + text);
        }
        return resolve(text.substring(0, colon), port(text.substring(colon + 1), text));
    }

    /**
     * Reads {@code HOST[:PORT]}, IPv6 in brackets when there is a port.
     *
     * @param family whose address is wanted, or null for the one that the system prefers
     * @throws TypeConversionException when it is none, or the host has no such address
     */
    public static InetSocketAddress withDefaultPort(String text, int defaultPort, @Nullable Family family) {
        Parts parts = Parts.of(text, defaultPort);
        return family == null ? resolve(parts.host(), parts.port()) : resolve(parts.host(), parts.port(), family);
    }

    /**
     * Reads {@code HOST[:PORT]} as {@link #withDefaultPort} does, and gives all addresses of the host, best first.
     *
     * @throws TypeConversionException when it has a port that is none
     * @throws UnknownHostException when the host has no address, saying so
     */
    public static List<InetSocketAddress> allWithDefaultPort(String text, int defaultPort) throws UnknownHostException {
        Parts parts = Parts.of(text, defaultPort);
        try {
            return Arrays.stream(InetAddress.getAllByName(bare(parts.host())))
                    .map(address -> new InetSocketAddress(address, parts.port()))
                    .toList();
        } catch (UnknownHostException e) {
            UnknownHostException clear = new UnknownHostException("no address is known of " + parts.host());
            clear.initCause(e);
            throw clear;
        }
    }

    /** A host with a port. */
    private record Parts(String host, int port) {
        static Parts of(String text, int defaultPort) {
            boolean bareIpv6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
            int colon = bareIpv6 ? -1 : text.lastIndexOf(':');
            boolean portless = colon < 0 || colon < text.lastIndexOf(']');
            String host = portless ? text : text.substring(0, colon);
            // The JDK takes no name for this very host.
            if (bare(host).isBlank()) {
                throw new TypeConversionException("names no host: " + text);
            }
            return new Parts(host, portless ? defaultPort : Address.port(text.substring(colon + 1), text));
        }
    }

    private static int port(String text, String whole) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 0xFFFF) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same refusal.
        }
        throw new TypeConversionException("has a port that is not 0 to 65535: " + whole);
    }

    private static InetSocketAddress resolve(String host, int port) {
        return new InetSocketAddress(all(host)[0], port);
    }

    private static InetSocketAddress resolve(String host, int port, Family family) {
        InetAddress[] addresses = all(host);
        for (InetAddress address : addresses) {
            if (Family.of(address) == family) {
                return new InetSocketAddress(address, port);
            }
        }
        String others =
                Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        throw new TypeConversionException("names a host without an " + (family == Family.IPV4 ? "IPv4" : "IPv6")
                + " address: " + host + " is " + others);
    }

    private static InetAddress[] all(String host) {
        try {
            return InetAddress.getAllByName(bare(host));
        } catch (UnknownHostException e) {
            throw new TypeConversionException("names a host that cannot be resolved: " + host);
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
