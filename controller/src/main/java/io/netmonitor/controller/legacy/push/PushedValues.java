// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.path.Direction;
import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a node of the prototype pushed of one path, in the prototype's units: milliseconds, ratios, bits a second. Not safe for use by
 * many threads.
 */
final class PushedValues {
    private static final double MAX_DELAY_MS = 3.6e6;
    private static final double MAX_BPS = 1e13;
    private static final double NS_PER_MS = 1e6;
    private static final String STAMPS = "stamps";

    private final ProbeDescription description;
    private final Map<Metric, Double> byMetric = new LinkedHashMap<>();

    PushedValues(ProbeDescription description) {
        this.description = description;
    }

    /**
     * Takes one.
     *
     * @throws RefusedException when it cannot be, or was told already
     */
    void add(Metric metric, Sample sample) throws RefusedException {
        double value = sample.value();
        if (!Double.isFinite(value) || !isPossible(metric, value)) {
            throw new RefusedException(Refusal.BAD_VALUE, "is none that can be: " + sample);
        }
        if (byMetric.putIfAbsent(metric, value) != null) {
            throw new RefusedException(Refusal.TWICE, "is there twice: " + sample);
        }
    }

    private static boolean isPossible(Metric metric, double value) {
        return switch (metric.unit()) {
            case NANOSECONDS ->
                Math.abs(value) <= MAX_DELAY_MS && (metric.direction() != Direction.ROUND_TRIP || value >= 0);
            case RATIO -> value >= 0 && value <= 1;
            case BITS_PER_SECOND -> value >= 0 && value <= MAX_BPS;
            case BYTES, COUNT, PARTS_PER_MILLION, NONE -> true;
        };
    }

    /** Nodes push their gauges as they stand: when nothing came back, the delays are those of a round before. */
    private boolean isLost() {
        return byMetric.entrySet().stream()
                .anyMatch(entry -> entry.getKey().direction() == Direction.ROUND_TRIP
                        && entry.getKey().unit() == Unit.RATIO
                        && entry.getValue() >= 1);
    }

    Outcome outcome() {
        return isLost() ? Outcome.LOST : Outcome.MEASURED;
    }

    /** As a result carries them. */
    Values values() {
        boolean lost = isLost();
        Values.Builder values = Values.builder();
        if (description.fields().stream()
                .anyMatch(field -> field.name().equals(STAMPS) && field.type() == Field.Type.TEXT)) {
            values.put(STAMPS, "user");
        }
        byMetric.forEach((metric, value) -> {
            if (!lost || metric.unit() == Unit.RATIO) {
                put(values, metric, metric.unit() == Unit.NANOSECONDS ? value * NS_PER_MS : value);
            }
        });
        return values.build();
    }

    private void put(Values.Builder values, Metric metric, double value) {
        boolean whole = description.fields().stream()
                .anyMatch(field -> field.name().equals(metric.value()) && field.type() == Field.Type.WHOLE);
        if (whole) {
            values.put(metric.value(), Math.round(value));
        } else {
            values.put(metric.value(), value);
        }
    }
}
