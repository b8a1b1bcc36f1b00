// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.testkit.probe.FakeProbeType;
import io.netmonitor.testkit.probe.FakeResults;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A process that appends batches until it is killed and prints the number of each once it is kept. Arguments: file, first
 * number.
 */
final class AppendLoop {
    static final int RESULTS_A_BATCH = 50;
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private static final UUID SPOOL = new UUID(5, 5);

    private AppendLoop() {}

    public static void main(String[] args) throws IOException {
        URI location = URI.create("duckdb:" + args[0]);
        try (ResultStore results = new DuckResultStoreType().open(location, FakeProbeType.catalog());
                SeriesStore series = new DuckSeriesStoreType().open(location, FakeProbeType.catalog())) {
            for (long number = Long.parseLong(args[1]); ; number++) {
                results.append(List.of(batch(number)));
                series.append(List.of(batch(number)));
                System.out.println(number);
            }
        }
    }

    /** A batch whose results all started at an instant that tells its number. */
    static Batch batch(long number) {
        List<Result> results = IntStream.range(0, RESULTS_A_BATCH)
                .mapToObj(i -> FakeResults.measured(startedAt(number), 1_000_000L + i))
                .toList();
        return new Batch("sh", SPOOL, number, results);
    }

    static Instant startedAt(long number) {
        return START.plusMillis(number);
    }
}
