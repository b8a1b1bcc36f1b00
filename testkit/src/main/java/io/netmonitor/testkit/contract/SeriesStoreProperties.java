// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.RollUp;
import io.netmonitor.core.store.SeriesPoint;
import io.netmonitor.core.store.SeriesQuery;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.testkit.probe.FakeProbeType;
import io.netmonitor.testkit.probe.FakeResults;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever is appended, in whatever order and however often: a roll-up equals the plain sums over all results. */
public abstract class SeriesStoreProperties {
    private static final Instant START = Instant.parse("2026-11-30T22:00:00Z");
    private static final String WITH_HISTOGRAM = "rtt";
    private static final int SPAN_S = 3 * 3_600;

    /** Opens a store that is empty. */
    protected abstract SeriesStore openEmpty() throws IOException;

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void equalsTheSumsOverAllResults(
            @ForAll("measurements") List<Result> results, @ForAll Random order, @ForAll RollUp level)
            throws IOException {
        List<Batch> batches = batches(results, order);
        try (SeriesStore store = openEmpty()) {
            for (int i = 0; i < batches.size(); i += 2) {
                store.append(batches.subList(i, Math.min(i + 2, batches.size())));
            }
            for (Path path : paths()) {
                check(store, results, path, level, "owdForward", result -> value(result, path, 3, 2));
                check(store, results, path, level, WITH_HISTOGRAM, result -> value(result, path, 5, 5));
            }
        }
    }

    /** Measurements, a tenth of them failed, on a path in both directions and on another, within three hours. */
    @Provide
    Arbitrary<List<Result>> measurements() {
        Arbitrary<Path> path = Arbitraries.of(paths());
        Arbitrary<Instant> startedAt =
                Arbitraries.integers().between(0, SPAN_S - 1).map(START::plusSeconds);
        // Multiples of 5, so that the fifths of the two directions are whole.
        Arbitrary<Long> delayNs = Arbitraries.longs().between(1_000, 40_000_000).map(fifth -> fifth * 5);
        Arbitrary<Boolean> fails = Arbitraries.integers().between(0, 9).map(n -> n == 0);
        return Combinators.combine(path, startedAt, delayNs, fails)
                .as((p, at, delay, failed) -> failed ? FakeResults.failed(p, at) : FakeResults.measured(p, at, delay))
                .list()
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    private static List<Path> paths() {
        Path one = FakeResults.SH_BJ;
        return List.of(one, one.reversed(), new Path("sh", "gz", Family.IPV4));
    }

    /** Cuts the results into batches, mixes them, and sends some twice. */
    private static List<Batch> batches(List<Result> results, Random order) {
        UUID spool = new UUID(1, 2);
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < results.size(); ) {
            int to = Math.min(results.size(), from + 1 + order.nextInt(10));
            batches.add(new Batch("sh", spool, batches.size() + 1, results.subList(from, to)));
            from = to;
        }
        batches.addAll(batches.subList(0, order.nextInt(batches.size() + 1)));
        Collections.shuffle(batches, order);
        return batches;
    }

    private static void check(
            SeriesStore store,
            List<Result> results,
            Path path,
            RollUp level,
            String metric,
            ToDoubleFunction<Result> value)
            throws IOException {
        Map<Instant, List<Result>> windows = results.stream()
                .filter(result -> result.path().equals(path) || result.path().equals(path.reversed()))
                .collect(Collectors.groupingBy(
                        result -> level.windowOf(result.startedAt()), TreeMap::new, Collectors.toList()));

        List<SeriesPoint> points = store.points(new SeriesQuery(
                FakeResults.TASK,
                FakeProbeType.SYMMETRIC,
                path,
                metric,
                level,
                START.minusSeconds(3_600),
                START.plusSeconds(SPAN_S)));

        assertThat(points).extracting(SeriesPoint::at).containsExactlyElementsOf(windows.keySet());
        for (SeriesPoint point : points) {
            List<Result> inWindow = windows.getOrDefault(point.at(), List.of());
            checkSums(point, inWindow, value);
            if (metric.equals(WITH_HISTOGRAM)) {
                checkQuantiles(point, inWindow);
            }
        }
    }

    private static void checkSums(SeriesPoint point, List<Result> results, ToDoubleFunction<Result> value) {
        double[] values = results.stream()
                .filter(result -> result.outcome().hasValue())
                .mapToDouble(value)
                .toArray();
        assertThat(point.count()).isEqualTo(values.length);
        assertThat(point.failed()).isEqualTo(results.size() - values.length);
        if (values.length == 0) {
            assertThat(point.min()).isNull();
            assertThat(point.mean()).isNull();
            return;
        }
        assertThat(point.min()).isEqualTo(Arrays.stream(values).min().orElseThrow());
        assertThat(point.max()).isEqualTo(Arrays.stream(values).max().orElseThrow());
        assertThat(point.mean()).isEqualTo(Arrays.stream(values).sum() / values.length);
    }

    private static void checkQuantiles(SeriesPoint point, List<Result> results) {
        long[] packets = results.stream()
                .filter(result -> result.outcome().hasValue())
                .mapToLong(result ->
                        result.values().whole("roundTrip.delay.meanNs").orElseThrow())
                .flatMap(mean -> LongStream.of(mean - 1_000, mean, mean + 1_000))
                .sorted()
                .toArray();
        if (packets.length == 0) {
            assertThat(point.p50()).isNull();
            return;
        }
        double p50 = packets[(packets.length + 1) / 2 - 1];
        double p99 = packets[(int) Math.ceil(packets.length * 0.99) - 1];
        assertThat(point.p50()).isCloseTo(p50, within(0.01 * p50));
        assertThat(point.p99()).isCloseTo(p99, within(0.01 * p99));
    }

    /** What a reader at the path's source sees of a round trip, in fifths of it. */
    private static double value(Result result, Path reader, int forwardFifths, int backwardFifths) {
        long roundTrip = result.values().whole("roundTrip.delay.meanNs").orElseThrow();
        return roundTrip / 5 * (result.path().equals(reader) ? forwardFifths : backwardFifths);
    }
}
