// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import io.netmonitor.probe.perftrace.BasicRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Measurements whose text and record are known. */
final class Samples {
    /** Ten probes, all back, whose figures are those of the prototype's example. */
    static final BasicRun EXAMPLE = run(
            10,
            10,
            new long[] {85_100, 179_000, 83_158, 73_000, 68_000, 78_616, 79_696, 70_275, 79_668, 76_245},
            new long[] {44_582, 209_000, 22_325, 22_000, 71_427, 22_000, 93_895, 26_019, 22_005, 64_676});

    /** Two of four probes arrived, and no reply came back. */
    static final BasicRun LOST = run(4, 2, new long[0], new long[0]);

    private Samples() {}

    /** A run whose returned probes took this long each way, nanoseconds. */
    static BasicRun run(int sent, int arrived, long[] forwardNs, long[] backwardNs) {
        long[] roundTripNs = new long[forwardNs.length];
        Arrays.setAll(roundTripNs, i -> forwardNs[i] + backwardNs[i]);
        return new BasicRun(
                Instant.ofEpochSecond(1_795_343_360L, 77_013_999L),
                Duration.ofMillis(200),
                sent,
                arrived,
                forwardNs,
                backwardNs,
                roundTripNs);
    }
}
