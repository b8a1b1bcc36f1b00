// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a spool is kept.
 *
 * @param folder where its segments are
 * @param refused where batches are put that the controller will never take
 * @param damaged where files are put that cannot be read back
 * @param maxBytes how much may wait, at least 4 MiB; beyond it the oldest results are dropped and counted
 * @param sealEvery least time between two batches made of results that just came in
 */
public record SpoolOptions(Path folder, Path refused, Path damaged, long maxBytes, Duration sealEvery) {
    /** 256 MiB hold about half a million results. */
    public static final long DEFAULT_MAX_BYTES = 256L << 20;

    private static final long LEAST_BYTES = 4L << 20;

    public SpoolOptions {
        if (maxBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("spool of less than " + LEAST_BYTES + " bytes: " + maxBytes);
        }
    }

    /** The usual spool in an agent's data folder. */
    public static SpoolOptions in(Path data) {
        return new SpoolOptions(
                data.resolve("spool"),
                data.resolve("refused"),
                data.resolve("damaged"),
                DEFAULT_MAX_BYTES,
                Duration.ofMillis(200));
    }
}
