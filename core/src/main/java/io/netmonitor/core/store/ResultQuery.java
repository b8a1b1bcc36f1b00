// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.store;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.result.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which results are asked for; every filter is optional.
 *
 * @param task name of the task
 * @param kind name of the probe type
 * @param source one end. Where the kind is symmetric and both ends are given, a result measured from the other end matches
 *     too
 * @param destination the other end
 * @param family address family
 * @param outcome how they ended
 * @param from started at this instant or later
 * @param to started before this instant
 * @param limit at most this many, 1 to {@value #MAX_LIMIT}
 * @param cursor where the page before ended, see {@link Page#next}
 */
public record ResultQuery(
        @Nullable String task,
        @Nullable String kind,
        @Nullable String source,
        @Nullable String destination,
        @Nullable Family family,
        @Nullable Outcome outcome,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit,
        @Nullable String cursor) {
    /** Largest page. */
    public static final int MAX_LIMIT = 5_000;

    public ResultQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException(List.of(new Fault("limit", "is outside 1 to " + MAX_LIMIT + ": " + limit)));
        }
    }

    /** The newest results of everything. */
    public static ResultQuery newest(int limit) {
        return new ResultQuery(null, null, null, null, null, null, null, null, limit, null);
    }

    /** The same query for the results of one task. */
    public ResultQuery ofTask(String name) {
        return new ResultQuery(name, kind, source, destination, family, outcome, from, to, limit, cursor);
    }

    /** The same query between two nodes. */
    public ResultQuery between(String oneEnd, String otherEnd) {
        return new ResultQuery(task, kind, oneEnd, otherEnd, family, outcome, from, to, limit, cursor);
    }

    /** The same query within a time. */
    public ResultQuery within(Instant start, Instant stop) {
        return new ResultQuery(task, kind, source, destination, family, outcome, start, stop, limit, cursor);
    }

    /** The same query, going on where a page ended. */
    public ResultQuery after(String pageEnd) {
        return new ResultQuery(task, kind, source, destination, family, outcome, from, to, limit, pageEnd);
    }
}
