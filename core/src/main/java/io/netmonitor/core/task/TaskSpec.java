// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import io.netmonitor.core.path.Family;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task as a person writes it in a file, a form or a request. Complete only after {@link TaskValidation}.
 *
 * <pre>
 * name: wan
 * kind: basic
 * members: [bj, sh, gz]
 * period: 1m
 * settings: {count: 20, interval: 20ms}
 * </pre>
 *
 * @param name identity, Unicode, at most 100 characters
 * @param title words for people
 * @param description more words for people
 * @param kind name of the probe type
 * @param members names of the nodes that measure each other
 * @param family address family, {@code ipv4} unless said otherwise
 * @param start first instant at which it may run; at once when absent
 * @param end instant from which it no longer runs; never ends when absent
 * @param period duration of a round with its unit: {@code 2s}
 * @param settings settings of the probe type; what is absent takes its default
 */
public record TaskSpec(
        String name,
        @Nullable String title,
        @Nullable String description,
        String kind,
        List<String> members,
        Family family,
        @Nullable Instant start,
        @Nullable Instant end,
        String period,
        Map<String, Object> settings) {
    public TaskSpec {
        name = Objects.requireNonNullElse(name, "");
        kind = Objects.requireNonNullElse(kind, "");
        members = members == null
                ? List.of()
                : members.stream().filter(Objects::nonNull).toList();
        family = Objects.requireNonNullElse(family, Family.IPV4);
        period = Objects.requireNonNullElse(period, "");
        settings = settings == null ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
