// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.store;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.path.Path;
import java.time.Instant;

/**
 * Which points are asked for.
 *
 * @param task name of the task
 * @param kind name of the probe type
 * @param path as the reader looks at it
 * @param metric name of the metric, as seen from the path's source
 * @param level which roll-up
 * @param from windows that start at this instant or later
 * @param to windows that start before this instant
 */
public record SeriesQuery(String task, String kind, Path path, String metric, RollUp level, Instant from, Instant to) {
    public SeriesQuery {
        requireNonNull(task, "task");
        requireNonNull(kind, "kind");
        requireNonNull(path, "path");
        requireNonNull(metric, "metric");
        requireNonNull(level, "level");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
    }
}
