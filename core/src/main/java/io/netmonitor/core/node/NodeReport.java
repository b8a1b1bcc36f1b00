// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.node;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.path.AddressText;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says of its host, at start, on change and every 15 s.
 *
 * @param version version of the program
 * @param addresses addresses at which its answering sides can be reached, as text, most telling first; may be empty when
 *     it listens on all, then the controller adds the one it sees
 * @param ports port of the answering side by probe type, and of the server for the prototype's measurements as {@code perftrace}
 * @param bootId kernel boot id where the system has one: hosts with the same one share a clock
 * @param clockSynchronized whether the clock follows a reference
 * @param clockMaxErrorNs bound of the clock's error, nanoseconds; absent when unknown
 * @param spoolBytes results that wait for delivery, bytes
 * @param droppedResults results dropped since the spool was made because it was full; alert when this rises
 * @param startedAt when the agent started, in controller time as it estimates it
 * @param clockOffsetNs the controller's clock minus the host's, nanoseconds; absent when unknown
 * @param hostLoad programs that want to run, averaged over a minute, for each processor; absent when unknown
 * @param seenAs the address by which others see it, where that is none of its own: it is behind a translator of addresses
 * @param inbound whether other nodes can reach it, where its operator said so
 */
public record NodeReport(
        String version,
        List<String> addresses,
        Map<String, Integer> ports,
        @Nullable String bootId,
        boolean clockSynchronized,
        @Nullable Long clockMaxErrorNs,
        long spoolBytes,
        long droppedResults,
        @Nullable Instant startedAt,
        @Nullable Long clockOffsetNs,
        @Nullable Double hostLoad,
        @Nullable String seenAs,
        @Nullable Boolean inbound) {
    public NodeReport {
        requireNonNull(version, "version");
        addresses = addresses.stream().map(text -> shortest("addresses", text)).toList();
        seenAs = seenAs == null ? null : shortest("seenAs", seenAs);
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

    /** What the first agents said. */
    public NodeReport(
            String version,
            List<String> addresses,
            Map<String, Integer> ports,
            @Nullable String bootId,
            boolean clockSynchronized,
            @Nullable Long clockMaxErrorNs,
            long spoolBytes,
            long droppedResults) {
        this(
                version,
                addresses,
                ports,
                bootId,
                clockSynchronized,
                clockMaxErrorNs,
                spoolBytes,
                droppedResults,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same report with these addresses. */
    public NodeReport at(List<String> others) {
        return new NodeReport(
                version,
                others,
                ports,
                bootId,
                clockSynchronized,
                clockMaxErrorNs,
                spoolBytes,
                droppedResults,
                startedAt,
                clockOffsetNs,
                hostLoad,
                seenAs,
                inbound);
    }

    /** Whether other nodes can open a session to it, as far as is known. */
    @JsonIgnore
    public boolean isReachable() {
        return inbound == null ? seenAs == null : inbound;
    }

    /** Plans for all nodes are made from these, so that a bad one must not get that far. */
    private static String shortest(String field, String text) {
        try {
            return AddressText.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            InvalidInputException refusal = new InvalidInputException(
                    field, "has what is no address such as 192.0.2.1 or 2001:db8::1: " + text);
            refusal.initCause(e);
            throw refusal;
        }
    }
}
