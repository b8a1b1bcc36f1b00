// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.core.InvalidInputException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How other nodes reach this one, where its operator says so.
 *
 * @param addresses under which they reach it; empty for those that the agent finds
 * @param inbound whether they can open connections to it; absent when that is left to be found out
 */
public record Reach(List<String> addresses, @Nullable Boolean inbound) {
    /** Nobody said anything. */
    public static final Reach UNSAID = new Reach(List.of(), null);

    private static final int MAX = 32;

    public Reach {
        addresses = List.copyOf(addresses);
        if (addresses.size() > MAX) {
            throw new InvalidInputException("address", "is given more than " + MAX + " times: " + addresses.size());
        }
        addresses.forEach(Reach::check);
        if (!addresses.isEmpty() && Boolean.FALSE.equals(inbound)) {
            throw new InvalidInputException(
                    "address", "is where others reach this node, and inbound says that they cannot: " + addresses);
        }
    }

    /** Under these addresses, which others can open connections to. */
    public static Reach at(List<String> addresses) {
        return new Reach(addresses, true);
    }

    private static void check(String text) {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("address", "is not an IP address: " + text);
        }
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw new InvalidInputException("address", "is not one node's: " + text);
        }
    }
}
