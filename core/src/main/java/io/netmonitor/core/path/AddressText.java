// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.path;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Addresses as people write them: IPv6 in the short form of RFC 5952, {@code 2001:db8::1}, which the JDK does not give. */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /** The text of an address, without a scope. */
    public static String of(InetAddress address) {
        if (Family.of(address) == Family.IPV4) {
            return address.getHostAddress();
        }
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = Short.toUnsignedInt(octets.getShort());
        }
        int start = longestZeroRun(groups);
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start && end - start > 1) {
                text.append("::");
                i = end - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** An address with its port, IPv6 in brackets: {@code 192.0.2.1:862}, {@code [2001:db8::1]:862}; a name stays one. */
    public static String of(InetSocketAddress address) {
        String host = address.getHostString();
        if (address.getAddress() instanceof Inet6Address six && host.indexOf(':') >= 0) {
            host = "[" + of(six) + "]";
        }
        return host + ":" + address.getPort();
    }

    /** Where the longest run of zero groups starts, the first of several; the number of groups when there is none. */
    private static int longestZeroRun(int[] groups) {
        int best = GROUPS;
        int bestLength = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            length = groups[i] == 0 ? length + 1 : 0;
            if (length > bestLength) {
                bestLength = length;
                best = i - length + 1;
            }
        }
        return best;
    }
}
