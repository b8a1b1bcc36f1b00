// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.path.Path;

/**
 * What a {@link Partial} is of.
 *
 * @param table where it is kept
 * @param windowNs start of the window, nanoseconds since the epoch
 * @param task name of the task
 * @param kind name of the probe type
 * @param path as it was measured
 * @param metric as seen from the path's source
 */
record PartialKey(SeriesTable table, long windowNs, String task, String kind, Path path, String metric) {}
