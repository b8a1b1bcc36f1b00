// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a probe type asks for and what it gives. Stores, API, {@code /metrics} and UI know a probe type by this alone.
 *
 * @param title English words for people: {@code Delay, jitter and loss}
 * @param symmetric whether one measurement serves both directions, so that an unordered pair is measured once a round
 * @param defaultPort port at which the answering side listens
 * @param settings what can be set
 * @param fields what results may carry
 * @param metrics what is drawn, rolled up, exported and watched
 */
public record ProbeDescription(
        String title,
        boolean symmetric,
        int defaultPort,
        List<Setting> settings,
        List<Field> fields,
        List<Metric> metrics) {
    public ProbeDescription {
        requireNonNull(title, "title");
        settings = List.copyOf(settings);
        fields = List.copyOf(fields);
        metrics = List.copyOf(metrics);
        Map<String, Field> byName = fields.stream().collect(Collectors.toMap(Field::name, Function.identity()));
        for (Metric metric : metrics) {
            if (!byName.containsKey(metric.value())) {
                throw new IllegalArgumentException("metric " + metric.name() + " names no field: " + metric.value());
            }
            if (metrics.stream().noneMatch(other -> other.name().equals(metric.mirror()))) {
                throw new IllegalArgumentException("metric " + metric.name() + " has no mirror: " + metric.mirror());
            }
        }
    }

    /** The metric of a name, if there is one. */
    public Optional<Metric> metric(String name) {
        return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }
}
