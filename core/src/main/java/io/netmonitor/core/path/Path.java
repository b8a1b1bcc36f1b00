// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.path;

import static java.util.Objects.requireNonNull;

/**
 * An ordered pair of nodes with an address family: {@code sh → bj over ipv6}.
 *
 * @param source where it starts; it also starts the measurement, unless only the other end can
 * @param destination where it ends
 * @param family address family of the test packets
 */
public record Path(String source, String destination, Family family) {
    public Path {
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(family, "family");
        if (source.equals(destination)) {
            throw new IllegalArgumentException("source and destination are the same node: " + source);
        }
    }

    /** The same two nodes the other way round. */
    public Path reversed() {
        return new Path(destination, source, family);
    }

    @Override
    public String toString() {
        return source + " → " + destination + " over " + family.label();
    }
}
