// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.Page;
import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.RollUp;
import io.netmonitor.core.store.SeriesPoint;
import io.netmonitor.core.store.SeriesQuery;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.testkit.probe.FakeProbeType;
import io.netmonitor.testkit.probe.FakeResults;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left after a process that was appending is killed. */
final class DuckCrashTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsEveryAcknowledgedBatchAndNoHalfOfAnother() throws Exception {
        long acknowledged = 0;
        for (int kill = 1; kill <= 2; kill++) {
            acknowledged = appendUntilKilled(acknowledged + 1, 20 * kill);

            long kept = checkResults(acknowledged);
            checkSeries(acknowledged, kept);
            acknowledged = kept;
        }
    }

    @Test
    void saysWhichProcessHoldsTheFile() throws Exception {
        try (ChildProcess child = ChildProcess.start(AppendLoop.class, folder, file().toString(), "1")) {
            child.line();

            assertThatThrownBy(this::openResults)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("in use by another process (" + child.pid() + ")")
                    .hasMessageContaining("stop that one");
            child.kill();
        }
    }

    /** The last number that the child printed. */
    private long appendUntilKilled(long first, int lines) throws IOException, InterruptedException {
        try (ChildProcess child =
                ChildProcess.start(AppendLoop.class, folder, file().toString(), Long.toString(first))) {
            String last = "";
            for (int i = 0; i < lines; i++) {
                last = child.line();
            }
            List<String> rest = child.kill();
            // The very last line may be cut off.
            return rest.size() < 2 ? Long.parseLong(last) : Long.parseLong(rest.get(rest.size() - 2));
        }
    }

    /** Returns the number of batches kept. */
    private long checkResults(long acknowledged) throws IOException {
        try (ResultStore results = openResults()) {
            Map<Instant, Long> counts = countsByStart(results);
            long kept = counts.size();
            assertThat(kept).isGreaterThanOrEqualTo(acknowledged);
            assertThat(counts).allSatisfy((start, count) -> assertThat(count).isEqualTo(AppendLoop.RESULTS_A_BATCH));
            assertThat(results.append(List.of(AppendLoop.batch(kept)))).isEmpty();
            assertThat(countsByStart(results)).isEqualTo(counts);
            assertThat(counts)
                    .containsKey(AppendLoop.startedAt(acknowledged))
                    .doesNotContainKey(AppendLoop.startedAt(kept + 1));
            return kept;
        }
    }

    private void checkSeries(long acknowledged, long kept) throws IOException {
        try (SeriesStore series =
                new DuckSeriesStoreType().open(URI.create("duckdb:" + file()), FakeProbeType.catalog())) {
            for (long number = acknowledged; number <= kept; number++) {
                // What the results have, series get again: their own ledger knows what is missing.
                series.append(List.of(AppendLoop.batch(number)));
            }
            List<SeriesPoint> points = series.points(new SeriesQuery(
                    FakeResults.TASK,
                    FakeProbeType.SYMMETRIC,
                    FakeResults.SH_BJ,
                    "rtt",
                    RollUp.HOUR,
                    AppendLoop.START,
                    AppendLoop.START.plus(Duration.ofHours(1))));
            assertThat(points)
                    .singleElement()
                    .extracting(SeriesPoint::count)
                    .isEqualTo(kept * AppendLoop.RESULTS_A_BATCH);
        }
    }

    private static Map<Instant, Long> countsByStart(ResultStore results) throws IOException {
        Map<Instant, Long> counts = new TreeMap<>();
        ResultQuery query = ResultQuery.newest(ResultQuery.MAX_LIMIT);
        Page<Result> page = results.find(query);
        while (true) {
            page.items().stream()
                    .map(Result::startedAt)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                    .forEach((start, count) -> counts.merge(start, count, Long::sum));
            String next = page.next();
            if (next == null) {
                return counts;
            }
            page = results.find(query.after(next));
        }
    }

    private ResultStore openResults() throws IOException {
        return new DuckResultStoreType().open(URI.create("duckdb:" + file()), FakeProbeType.catalog());
    }

    private Path file() {
        return folder.resolve("results.duckdb");
    }
}
