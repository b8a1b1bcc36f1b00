// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import io.netmonitor.core.result.Result;
import java.util.List;

/**
 * A batch that waits for its acknowledgement; asked for again it is the same.
 *
 * @param number from 1, rising, never used twice in one spool
 * @param results in the order in which they were appended, at least one
 */
public record Pending(long number, List<Result> results) {
    public Pending {
        results = List.copyOf(results);
    }
}
