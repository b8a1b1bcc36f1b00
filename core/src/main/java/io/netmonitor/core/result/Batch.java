// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;

/**
 * Results on their way from an agent's spool to the stores. A batch is numbered so that sending it again changes nothing.
 *
 * @param node who sends
 * @param spool made with the spool, so that numbers of a lost spool are not taken for repeats
 * @param number from 1, rising by one with each batch of the spool
 * @param results what it carries; sent again under the same number it is the same
 */
public record Batch(String node, UUID spool, long number, List<Result> results) {
    public Batch {
        requireNonNull(node, "node");
        requireNonNull(spool, "spool");
        results = List.copyOf(results);
        if (number < 1) {
            throw new IllegalArgumentException("batch number < 1: " + number);
        }
    }
}
