// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.path.Direction;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A quantity that is drawn, rolled up, exported and watched.
 *
 * @param name name in the API: {@code rtt}, {@code owdForward}
 * @param title English words for people: {@code Round-trip delay}
 * @param direction which way it was measured along the result's path
 * @param unit what it counts
 * @param value field that holds it
 * @param quantiles fields that hold quantiles of the measurement, by quantile; may be empty
 * @param histogram field that holds the measurement's histogram, if it has one
 * @param error field that holds the error bound, if it has one
 * @param mirror name of the metric that takes this one's place when the path is read the other way round; its own name for
 *     round trips
 * @param low name of the metric that is the lower end of this one's interval, if it has one; a result may have it alone
 * @param high name of the metric that is the upper end, likewise
 * @param exposition name in {@code /metrics} without prefix and unit: {@code one_way_delay}
 * @param legacy the prototype's name in {@code netmonitor{metric=…}}, if it had one
 */
public record Metric(
        String name,
        String title,
        Direction direction,
        Unit unit,
        String value,
        Map<Double, String> quantiles,
        @Nullable String histogram,
        @Nullable String error,
        String mirror,
        @Nullable String low,
        @Nullable String high,
        String exposition,
        @Nullable String legacy) {
    public Metric {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(direction, "direction");
        requireNonNull(unit, "unit");
        requireNonNull(value, "value");
        quantiles = Map.copyOf(quantiles);
        requireNonNull(mirror, "mirror");
        requireNonNull(exposition, "exposition");
    }

    /** A metric without an interval. */
    public Metric(
            String name,
            String title,
            Direction direction,
            Unit unit,
            String value,
            Map<Double, String> quantiles,
            @Nullable String histogram,
            @Nullable String error,
            String mirror,
            String exposition,
            @Nullable String legacy) {
        this(name, title, direction, unit, value, quantiles, histogram, error, mirror, null, null, exposition, legacy);
    }

    /** The field with the measurement's histogram, if it has one. */
    public Optional<String> histogramField() {
        return Optional.ofNullable(histogram);
    }
}
