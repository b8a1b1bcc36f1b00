// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.node;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.path.Family;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host that joined.
 *
 * @param name its identity
 * @param title words for people; the name when nobody gave any
 * @param joinedAt when it joined
 * @param lastSeenAt when its agent last spoke to a controller
 * @param report what it last said of itself; absent until it first did
 */
public record Node(
        String name,
        String title,
        Instant joinedAt,
        Instant lastSeenAt,
        @Nullable NodeReport report) {
    public Node {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(joinedAt, "joinedAt");
        requireNonNull(lastSeenAt, "lastSeenAt");
    }

    /** The first address of a family at which the node's answering sides can be reached. */
    public Optional<InetAddress> address(Family family) {
        if (report == null) {
            return Optional.empty();
        }
        return report.addresses().stream()
                .map(InetAddress::ofLiteral)
                .filter(address -> Family.of(address) == family)
                .findFirst();
    }
}
