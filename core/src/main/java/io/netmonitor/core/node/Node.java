// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.node;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.path.Family;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A host that joined.
 *
 * @param name its identity
 * @param title words for people; the name when nobody gave any
 * @param labels by which tasks select it: value by label
 * @param joinedAt when it joined
 * @param lastSeenAt when its agent last spoke to a controller
 * @param report what it last said of itself; absent until it first did
 */
public record Node(
        String name,
        String title,
        Map<String, String> labels,
        Instant joinedAt,
        Instant lastSeenAt,
        @Nullable NodeReport report) {
    public Node {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        labels = Collections.unmodifiableMap(new TreeMap<>(Labels.require(labels)));
        requireNonNull(joinedAt, "joinedAt");
        requireNonNull(lastSeenAt, "lastSeenAt");
    }

    /** A node without labels. */
    public Node(String name, String title, Instant joinedAt, Instant lastSeenAt, @Nullable NodeReport report) {
        this(name, title, Map.of(), joinedAt, lastSeenAt, report);
    }

    /** The same node, last seen at an instant and with what it said then. */
    public Node seen(Instant at, @Nullable NodeReport said) {
        return new Node(name, title, labels, joinedAt, at, said);
    }

    /** The same node with what people say of it. */
    public Node described(String newTitle, Map<String, String> newLabels) {
        return new Node(name, newTitle, newLabels, joinedAt, lastSeenAt, report);
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
