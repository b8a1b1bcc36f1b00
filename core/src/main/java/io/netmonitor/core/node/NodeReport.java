// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.node;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.path.AddressText;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says of its host, at start, on change and once a minute.
 *
 * @param version version of the program
 * @param addresses addresses at which its answering sides can be reached, as text, most telling first; may be empty when
 *     it listens on all, then the controller adds the one it sees
 * @param ports port of the answering side by probe type
 * @param bootId kernel boot id where the system has one: hosts with the same one share a clock
 * @param clockSynchronized whether the clock follows a reference
 * @param clockMaxErrorNs bound of the clock's error, nanoseconds; absent when unknown
 * @param spoolBytes results that wait for delivery, bytes
 * @param droppedResults results dropped since the spool was made because it was full; alert when this rises
 */
public record NodeReport(
        String version,
        List<String> addresses,
        Map<String, Integer> ports,
        @Nullable String bootId,
        boolean clockSynchronized,
        @Nullable Long clockMaxErrorNs,
        long spoolBytes,
        long droppedResults) {
    public NodeReport {
        requireNonNull(version, "version");
        addresses = addresses.stream().map(NodeReport::shortest).toList();
        ports = Map.copyOf(ports);
        if (addresses.size() > 32 || ports.size() > 32) {
            throw new IllegalArgumentException(
                    "more than 32 addresses or ports: " + addresses.size() + ", " + ports.size());
        }
        ports.forEach((kind, port) -> {
            if (port < 1 || port > 0xFFFF) {
                throw new InvalidInputException("ports." + kind, "is outside 1 to 65535: " + port);
            }
        });
    }

    /** Plans for all nodes are made from these, so that a bad one must not get that far. */
    private static String shortest(String text) {
        try {
            return AddressText.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            InvalidInputException refusal = new InvalidInputException(
                    "addresses", "has what is no address such as 192.0.2.1 or 2001:db8::1: " + text);
            refusal.initCause(e);
            throw refusal;
        }
    }
}
