// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.RollUp;
import io.netmonitor.core.store.SeriesQuery;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.store.duckdb.DuckResultStoreType;
import io.netmonitor.store.duckdb.DuckSeriesStoreType;
import io.netmonitor.store.sqlite.SqliteStateStoreType;
import io.netmonitor.testkit.probe.FakeProbeType;
import io.netmonitor.testkit.probe.FakeResults;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Measures opening, appending and finding, and prints the figures. Start it twice with the same folder: the first run makes
 * the files, the second opens them. The first opening includes loading the libraries, as a start of the program does.
 */
final class StoreMeasurements {
    private static final int PATHS = 600;
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private StoreMeasurements() {}

    public static void main(String[] args) throws IOException {
        String folder = args[0];
        long begun = System.nanoTime();
        long cpuBegun = cpuNs();
        try (StateStore state = new SqliteStateStoreType().open(URI.create("sqlite:" + folder + "/state.db"))) {
            long stateOpen = System.nanoTime();
            long cpuStateOpen = cpuNs();
            try (ResultStore results = openResults(folder);
                    SeriesStore series = new DuckSeriesStoreType()
                            .open(URI.create("duckdb:" + folder + "/results.duckdb"), FakeProbeType.catalog())) {
                print("open state", stateOpen - begun);
                print("  processor time of it", cpuStateOpen - cpuBegun);
                print("open results and series", System.nanoTime() - stateOpen);
                print("  processor time of it", cpuNs() - cpuStateOpen);
                print("state asked first", timed(state::tasks));
                for (int rows : new int[] {100, 1_000}) {
                    append(results, series, rows);
                }
                find(results, series);
            }
        }
    }

    private static long cpuNs() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    private static ResultStore openResults(String folder) throws IOException {
        return new DuckResultStoreType()
                .open(URI.create("duckdb:" + folder + "/results.duckdb"), FakeProbeType.catalog());
    }

    private static void append(ResultStore results, SeriesStore series, int rows) throws IOException {
        UUID spool = UUID.randomUUID();
        int batches = 60_000 / rows;
        long[] resultsNs = new long[batches];
        long[] seriesNs = new long[batches];
        for (int i = 0; i < batches; i++) {
            List<Batch> batch = List.of(new Batch("sh", spool, i + 1, results(i * rows, rows)));
            resultsNs[i] = timed(() -> results.append(batch));
            seriesNs[i] = timed(() -> series.append(batch));
        }
        print(rows, "results", resultsNs);
        print(rows, "series", seriesNs);
    }

    private static void find(ResultStore results, SeriesStore series) throws IOException {
        ResultQuery newest = ResultQuery.newest(500);
        SeriesQuery day = new SeriesQuery(
                FakeResults.TASK,
                FakeProbeType.SYMMETRIC,
                path(0),
                "rtt",
                RollUp.FIVE_MINUTES,
                START,
                START.plus(Duration.ofDays(1)));
        print("find 500 newest", times(() -> results.find(newest)));
        print("find 500 newest of a path", times(() -> results.find(newest.between("n0", "n1"))));
        print("latest", times(() -> results.latest(FakeResults.TASK, START.plus(Duration.ofHours(1)))));
        print("points of a day", times(() -> series.points(day)));
    }

    private static List<Result> results(int first, int count) {
        List<Result> results = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            results.add(FakeResults.measured(path(i % PATHS), START.plusSeconds(i / 10), 1_000_000 + i));
        }
        return results;
    }

    private static Path path(int number) {
        return new Path("n" + number, "n" + (number + 1), Family.IPV4);
    }

    private interface Work {
        Object run() throws IOException;
    }

    private interface Change {
        void run() throws IOException;
    }

    private static long timed(Change work) throws IOException {
        long begun = System.nanoTime();
        work.run();
        return System.nanoTime() - begun;
    }

    private static long[] times(Work work) throws IOException {
        long[] times = new long[20];
        for (int i = 0; i < times.length; i++) {
            times[i] = timed(work::run);
        }
        return times;
    }

    private static void print(String what, long ns) {
        System.out.printf(Locale.ROOT, "%-40s %8.1f ms%n", what, ns / 1e6);
    }

    private static void print(String what, long[] ns) {
        Arrays.sort(ns);
        System.out.printf(
                Locale.ROOT,
                "%-40s median %6.1f  max %6.1f ms%n",
                what,
                ns[ns.length / 2] / 1e6,
                ns[ns.length - 1] / 1e6);
    }

    private static void print(int rows, String what, long[] ns) {
        double seconds = Arrays.stream(ns).sum() / 1e9;
        print("append " + rows + " to " + what, ns);
        System.out.printf(Locale.ROOT, "%-40s %8.0f results/s%n", "", ns.length * rows / seconds);
    }
}
