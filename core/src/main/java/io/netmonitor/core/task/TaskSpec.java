// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netmonitor.core.path.Family;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task as a person writes it in a file, a form or a request. Complete only after {@link TaskValidation}.
 *
 * <pre>
 * name: wan
 * kind: basic
 * members: [bj, sh, "site=gz"]
 * period: 1m
 * settings: {count: 20, interval: 20ms}
 * </pre>
 *
 * @param name identity, Unicode, at most 100 characters
 * @param title words for people
 * @param description more words for people
 * @param kind name of the probe type
 * @param members who takes part, see {@link Member}
 * @param topology which of them measure each other, {@code mesh} unless said otherwise
 * @param hub of a hub: the member that measures all others and is measured by them
 * @param pairs of pairs: two members each
 * @param family address family, {@code ipv4} unless said otherwise
 * @param start first instant at which it may run; at once when absent
 * @param end instant from which it no longer runs; never ends when absent
 * @param period duration of a round with its unit: {@code 2s}
 * @param settings settings of the probe type; what is absent takes its default
 * @param listedAs how the prototype's interfaces call members, where that is not {@link Member#bareHost}; by member
 */
public record TaskSpec(
        String name,
        @Nullable String title,
        @Nullable String description,
        String kind,
        List<String> members,
        Topology topology,
        @Nullable String hub,
        List<List<String>> pairs,
        Family family,
        @Nullable Instant start,
        @Nullable Instant end,
        String period,
        Map<String, Object> settings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> listedAs) {
    public TaskSpec {
        name = Objects.requireNonNullElse(name, "");
        kind = Objects.requireNonNullElse(kind, "");
        members = members == null
                ? List.of()
                : members.stream().filter(Objects::nonNull).toList();
        topology = Objects.requireNonNullElse(topology, Topology.MESH);
        pairs = pairs == null
                ? List.of()
                : pairs.stream()
                        .map(pair -> pair == null
                                ? List.<String>of()
                                : pair.stream().filter(Objects::nonNull).toList())
                        .toList();
        family = Objects.requireNonNullElse(family, Family.IPV4);
        period = Objects.requireNonNullElse(period, "");
        settings = settings == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        listedAs = listedAs == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(listedAs));
    }

    /** A mesh. */
    public TaskSpec(
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
        this(
                name,
                title,
                description,
                kind,
                members,
                Topology.MESH,
                null,
                List.of(),
                family,
                start,
                end,
                period,
                settings);
    }

    /** One whose members the prototype's interfaces call as they are. */
    public TaskSpec(
            String name,
            @Nullable String title,
            @Nullable String description,
            String kind,
            List<String> members,
            Topology topology,
            @Nullable String hub,
            List<List<String>> pairs,
            Family family,
            @Nullable Instant start,
            @Nullable Instant end,
            String period,
            Map<String, Object> settings) {
        this(
                name,
                title,
                description,
                kind,
                members,
                topology,
                hub,
                pairs,
                family,
                start,
                end,
                period,
                settings,
                Map.of());
    }

    /** As the prototype's interfaces call a member. */
    public String listedAs(String member) {
        String listed = listedAs.get(member);
        return listed == null ? Member.bareHost(member) : listed;
    }

    /** Everybody who is named in it: members, hub and pairs, each once. */
    public List<String> everybody() {
        Stream<String> hubs = hub == null ? Stream.empty() : Stream.of(hub);
        return Stream.of(members.stream(), hubs, pairs.stream().flatMap(List::stream))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /** Length of a round in nanoseconds. */
    public long periodNs() {
        return io.netmonitor.core.time.Durations.parseNs(period);
    }

    /** The same task with another period. */
    public TaskSpec withPeriod(String other) {
        return new TaskSpec(
                name,
                title,
                description,
                kind,
                members,
                topology,
                hub,
                pairs,
                family,
                start,
                end,
                other,
                settings,
                listedAs);
    }

    /** The same task with other settings. */
    public TaskSpec withSettings(Map<String, Object> others) {
        return new TaskSpec(
                name,
                title,
                description,
                kind,
                members,
                topology,
                hub,
                pairs,
                family,
                start,
                end,
                period,
                others,
                listedAs);
    }
}
