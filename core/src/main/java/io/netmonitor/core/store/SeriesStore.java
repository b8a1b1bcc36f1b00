// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.store;

import io.netmonitor.core.Component;
import io.netmonitor.core.result.Batch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Keeps metrics rolled up over five minutes and over an hour, longer than raw results. Safe for use by many threads; appends
 * are taken one after the other.
 */
public interface SeriesStore extends Component {
    /**
     * Adds the metrics of several batches. A batch whose (node, spool, number) is known changes nothing. Late results find
     * their window.
     *
     * @throws IOException when nothing was kept, saying why
     */
    void append(List<Batch> batches) throws IOException;

    /**
     * Points of one metric on one path, oldest first. A path read against the direction in which it was measured gives the
     * mirrored metric.
     */
    List<SeriesPoint> points(SeriesQuery query) throws IOException;

    /** Drops windows of a level that ended before an instant. */
    void expire(RollUp level, Instant before) throws IOException;
}
