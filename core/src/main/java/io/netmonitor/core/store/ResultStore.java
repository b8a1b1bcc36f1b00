// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.store;

import io.netmonitor.core.Component;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Keeps results as they came. Safe for use by many threads; appends are taken one after the other. */
public interface ResultStore extends Component {
    /**
     * Keeps the results of several batches in one transaction; after it returns they outlive a killed process. A batch
     * whose (node, spool, number) is known changes nothing.
     *
     * @return the batches that were new, in the given order
     * @throws IOException when nothing was kept, saying why
     */
    List<Batch> append(List<Batch> batches) throws IOException;

    /** Results that match, newest {@code startedAt} first. */
    Page<Result> find(ResultQuery query) throws IOException;

    /**
     * The newest result of every task, path and family that started at or before an instant, and not more than a day before
     * it.
     *
     * @param task only of this task
     */
    List<Result> latest(String task, Instant at) throws IOException;

    /** Drops results that started before an instant, as far as that frees room. Returns how many went. */
    long expire(Instant before) throws IOException;
}
