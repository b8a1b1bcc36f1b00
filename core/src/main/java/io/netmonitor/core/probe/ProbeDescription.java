// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a probe type asks for and what it gives. Stores, API, {@code /metrics} and UI know a probe type by this alone.
 *
 * @param title English words for people: {@code Delay, jitter and loss}
 * @param symmetric whether one measurement serves both directions, so that an unordered pair is measured once a round
 * @param exclusive whether a measurement disturbs what else its nodes measure, so that a node is in one at a time
 * @param reversible whether a measurement can be started from its destination, see {@link Session#reverse}
 * @param foreign protocols by which it measures hosts without an agent, as members name them, each with the port at
 *     which such hosts answer by default
 * @param defaultPort port at which the answering side listens
 * @param settings what can be set
 * @param fields what results may carry
 * @param metrics what is drawn, rolled up, exported and watched
 */
public record ProbeDescription(
        String title,
        boolean symmetric,
        boolean exclusive,
        boolean reversible,
        Map<String, Integer> foreign,
        int defaultPort,
        List<Setting> settings,
        List<Field> fields,
        List<Metric> metrics) {
    /**
     * A flag setting of this name asks for sessions by a key: the controller then gives one to both ends, as
     * {@link Session#key} and {@link AnsweredSession#key}.
     */
    public static final String AUTHENTICATED = "authenticated";

    public ProbeDescription {
        requireNonNull(title, "title");
        // Sorted, so that equal descriptions are equal text.
        foreign = Collections.unmodifiableMap(new TreeMap<>(foreign));
        settings = List.copyOf(settings);
        fields = List.copyOf(fields);
        metrics = List.copyOf(metrics);
        requireUnique("field", fields.stream().map(Field::name).toList());
        Set<String> names = fields.stream().map(Field::name).collect(Collectors.toSet());
        requireUnique("setting", settings.stream().map(Setting::name).toList());
        requireUnique("metric", metrics.stream().map(Metric::name).toList());
        for (Metric metric : metrics) {
            requireField(names, metric, metric.value());
            metric.quantiles().values().forEach(field -> requireField(names, metric, field));
            requireField(names, metric, metric.histogram());
            requireField(names, metric, metric.error());
            requireMetric(metrics, metric.name() + " has no mirror", metric.mirror());
            requireMetric(metrics, metric.name() + " has no lower end", metric.low());
            requireMetric(metrics, metric.name() + " has no upper end", metric.high());
        }
    }

    /** One that disturbs nothing, is started from its source and needs an agent at both ends. */
    public ProbeDescription(
            String title,
            boolean symmetric,
            int defaultPort,
            List<Setting> settings,
            List<Field> fields,
            List<Metric> metrics) {
        this(title, symmetric, false, false, Map.of(), defaultPort, settings, fields, metrics);
    }

    private static void requireUnique(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("two of the " + what + "s are named " + name);
            }
        }
    }

    private static void requireField(Set<String> fields, Metric metric, @Nullable String field) {
        if (field != null && !fields.contains(field)) {
            throw new IllegalArgumentException("metric " + metric.name() + " names no field: " + field);
        }
    }

    private static void requireMetric(List<Metric> metrics, String fault, @Nullable String name) {
        if (name != null && metrics.stream().noneMatch(other -> other.name().equals(name))) {
            throw new IllegalArgumentException("metric " + fault + ": " + name);
        }
    }

    /** The metric of a name, if there is one. */
    public Optional<Metric> metric(String name) {
        return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }
}
