// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
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

    /** Reads {@code HOST[:PORT]}, IPv6 in brackets when there is a port. */
    static InetSocketAddress withDefaultPort(String text, int defaultPort) {
        boolean bareIpv6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        int colon = bareIpv6 ? -1 : text.lastIndexOf(':');
        return colon < 0 || colon < text.lastIndexOf(']')
                ? resolve(text, defaultPort)
                : resolve(text.substring(0, colon), port(text.substring(colon + 1), text));
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
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return new InetSocketAddress(InetAddress.getByName(bare), port);
        } catch (UnknownHostException e) {
            throw new TypeConversionException("names a host that cannot be resolved: " + host);
        }
    }
}
