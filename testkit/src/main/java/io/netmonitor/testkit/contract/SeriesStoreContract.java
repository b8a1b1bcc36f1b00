// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.contract;

import static io.netmonitor.testkit.probe.FakeResults.SH_BJ;
import static io.netmonitor.testkit.probe.FakeResults.TASK;
import static io.netmonitor.testkit.probe.FakeResults.batch;
import static io.netmonitor.testkit.probe.FakeResults.failed;
import static io.netmonitor.testkit.probe.FakeResults.measured;
import static io.netmonitor.testkit.probe.FakeResults.oneWay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.store.RollUp;
import io.netmonitor.core.store.SeriesPoint;
import io.netmonitor.core.store.SeriesQuery;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.testkit.probe.FakeProbeType;
import io.netmonitor.testkit.probe.FakeResults;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SeriesStore} keeps to. */
public abstract class SeriesStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Path BJ_SH = SH_BJ.reversed();

    private SeriesStore store;

    /** Opens the store; within one test always the same one, empty at first and closed in between. */
    protected abstract SeriesStore open(ProbeCatalog catalog) throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open(FakeProbeType.catalog());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void isEmptyAtFirst() throws IOException {
        assertThat(points("rtt", SH_BJ, RollUp.HOUR)).isEmpty();
        store.expire(RollUp.HOUR, NOON);
        assertThat(store.check().up()).isTrue();
    }

    @Test
    void rollsUpWithinAlignedWindows() throws IOException {
        store.append(List.of(batch(
                1,
                measured(NOON, 3_000_000),
                measured(NOON.plusSeconds(299), 1_000_000),
                measured(NOON.plusSeconds(300), 7_000_000),
                failed(SH_BJ, NOON.plusSeconds(301)))));
        reopen();

        List<SeriesPoint> fiveMinutes = points("owdForward", SH_BJ, RollUp.FIVE_MINUTES);
        List<SeriesPoint> hours = points("owdForward", SH_BJ, RollUp.HOUR);

        assertThat(fiveMinutes)
                .containsExactly(
                        plain(NOON, 2, 0, 600_000.0, 1_200_000.0, 1_800_000.0),
                        plain(NOON.plusSeconds(300), 1, 1, 4_200_000.0, 4_200_000.0, 4_200_000.0));
        assertThat(hours).containsExactly(plain(NOON, 3, 1, 600_000.0, 2_200_000.0, 4_200_000.0));
    }

    @Test
    void givesQuantilesOverAllPacketsOfAMetricWithHistograms() throws IOException {
        store.append(List.of(batch(1, measured(NOON, 1_000_000), measured(NOON.plusSeconds(1), 9_000_000))));
        store.append(List.of(batch(2, measured(NOON.plusSeconds(2), 2_000_000))));

        SeriesPoint point = points("rtt", SH_BJ, RollUp.FIVE_MINUTES).getFirst();

        // Nine packets: 999 000, 1 000 000, 1 001 000, 1 999 000, 2 000 000, 2 001 000, 8 999 000, 9 000 000, 9 001
        // 000.
        assertThat(point.p50()).isCloseTo(2_000_000.0, within(0.01 * 2_000_000));
        assertThat(point.p95()).isCloseTo(9_001_000.0, within(0.01 * 9_001_000));
        assertThat(point.p99()).isCloseTo(9_001_000.0, within(0.01 * 9_001_000));
    }

    @Test
    void countsWindowsInWhichNothingWasMeasured() throws IOException {
        store.append(List.of(batch(1, failed(SH_BJ, NOON), failed(SH_BJ, NOON.plusSeconds(1)))));

        assertThat(points("rtt", SH_BJ, RollUp.FIVE_MINUTES))
                .containsExactly(new SeriesPoint(NOON, 0, 2, null, null, null, null, null, null));
    }

    @Test
    void letsLateResultsFindTheirWindow() throws IOException {
        store.append(List.of(batch(1, measured(NOON, 1_000_000), measured(NOON.plusSeconds(600), 1_000_000))));

        store.append(List.of(batch(2, measured(NOON.plusSeconds(1), 2_000_000))));

        assertThat(points("rtt", SH_BJ, RollUp.FIVE_MINUTES))
                .extracting(SeriesPoint::at, SeriesPoint::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(NOON, 2L),
                        org.assertj.core.groups.Tuple.tuple(NOON.plusSeconds(600), 1L));
    }

    @Test
    void takesEachBatchOnce() throws IOException {
        store.append(List.of(batch(1, measured(NOON, 1_000_000))));
        store.append(List.of(batch(1, measured(NOON, 1_000_000)), batch(2, measured(NOON, 1_000_000))));
        reopen();
        store.append(List.of(batch(2, measured(NOON, 1_000_000))));

        assertThat(points("rtt", SH_BJ, RollUp.HOUR).getFirst().count()).isEqualTo(2);
    }

    @Test
    void mirrorsAPathThatIsReadTheOtherWayRound() throws IOException {
        store.append(List.of(batch(1, measured(SH_BJ, NOON, 1_000_000), measured(BJ_SH, NOON, 3_000_000))));

        assertThat(points("owdForward", SH_BJ, RollUp.HOUR))
                .containsExactly(plain(NOON, 2, 0, 600_000.0, 900_000.0, 1_200_000.0));
        assertThat(points("owdForward", BJ_SH, RollUp.HOUR))
                .containsExactly(plain(NOON, 2, 0, 400_000.0, 1_100_000.0, 1_800_000.0));
        assertThat(points("rtt", BJ_SH, RollUp.HOUR).getFirst().count()).isEqualTo(2);
        assertThat(points("lossBackward", BJ_SH, RollUp.HOUR).getFirst().mean()).isEqualTo(0.125);
    }

    @Test
    void readsAOneWayKindAsItWasMeasured() throws IOException {
        store.append(List.of(batch(1, oneWay(SH_BJ, NOON, 5_000))));

        assertThat(store.points(query(FakeProbeType.ONE_WAY, "availableBps", SH_BJ, RollUp.HOUR)))
                .containsExactly(plain(NOON, 1, 0, 5_000.0, 5_000.0, 5_000.0));
        assertThat(store.points(query(FakeProbeType.ONE_WAY, "availableBps", BJ_SH, RollUp.HOUR)))
                .isEmpty();
    }

    @Test
    void keepsPathsFamiliesAndTasksApart() throws IOException {
        Path ipv6 = new Path("sh", "bj", Family.IPV6);
        store.append(List.of(batch(1, measured(SH_BJ, NOON, 1_000_000), measured(ipv6, NOON, 2_000_000))));
        SeriesQuery other =
                new SeriesQuery("lan", FakeProbeType.SYMMETRIC, SH_BJ, "rtt", RollUp.HOUR, NOON, NOON.plusSeconds(9));

        assertThat(points("rtt", SH_BJ, RollUp.HOUR)).hasSize(1).allMatch(point -> point.count() == 1);
        assertThat(points("rtt", ipv6, RollUp.HOUR)).hasSize(1).allMatch(point -> point.count() == 1);
        assertThat(store.points(other)).isEmpty();
    }

    @Test
    void givesTheWindowsThatStartWithinTheTime() throws IOException {
        Instant newYear = Instant.parse("2026-12-31T23:00:00Z");
        for (int hour = 0; hour < 4; hour++) {
            store.append(List.of(batch(hour + 1, measured(newYear.plus(Duration.ofHours(hour)), 1_000_000))));
        }

        List<SeriesPoint> points = store.points(new SeriesQuery(
                TASK, FakeProbeType.SYMMETRIC, SH_BJ, "rtt", RollUp.HOUR, newYear, newYear.plus(Duration.ofHours(3))));

        assertThat(points)
                .extracting(SeriesPoint::at)
                .containsExactly(newYear, newYear.plus(Duration.ofHours(1)), newYear.plus(Duration.ofHours(2)));
    }

    @Test
    void passesOverAHistogramThatItCannotRead() throws IOException {
        Values values = Values.builder()
                .put("roundTrip.delay.meanNs", 5)
                .put("roundTrip.delay.histogram", "????")
                .build();
        Result result = FakeResults.of(FakeProbeType.SYMMETRIC, SH_BJ, NOON, Outcome.MEASURED, values);

        store.append(List.of(batch(1, result)));

        assertThat(points("rtt", SH_BJ, RollUp.HOUR)).containsExactly(plain(NOON, 1, 0, 5.0, 5.0, 5.0));
        assertThat(store.check().detail()).contains("1 histogram");
    }

    @Test
    void refusesAMetricOrKindThatIsNotDescribed() {
        assertThatThrownBy(() -> points("owd", SH_BJ, RollUp.HOUR))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("metric");
        assertThatThrownBy(() -> store.points(query("ipping", "rtt", SH_BJ, RollUp.HOUR)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("kind");
    }

    @Test
    void expiresWindowsOfOneLevelAlone() throws IOException {
        Instant old = NOON.minus(Duration.ofDays(90));
        store.append(List.of(batch(1, measured(old, 1_000_000), measured(NOON, 1_000_000))));

        store.expire(RollUp.FIVE_MINUTES, NOON.minus(Duration.ofDays(2)));

        assertThat(points("rtt", SH_BJ, RollUp.FIVE_MINUTES))
                .extracting(SeriesPoint::at)
                .containsExactly(NOON);
        assertThat(points("rtt", SH_BJ, RollUp.HOUR)).hasSize(2);

        store.expire(RollUp.HOUR, NOON);

        assertThat(points("rtt", SH_BJ, RollUp.HOUR)).hasSize(1);
    }

    @Test
    void canBeClosedTwiceAndSaysSo() {
        store.close();
        store.close();

        assertThat(store.check().up()).isFalse();
        assertThatThrownBy(() -> points("rtt", SH_BJ, RollUp.HOUR))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }

    private static SeriesPoint plain(Instant at, long count, long failed, double min, double mean, double max) {
        return new SeriesPoint(at, count, failed, min, mean, max, null, null, null);
    }

    private List<SeriesPoint> points(String metric, Path path, RollUp level) throws IOException {
        return store.points(query(FakeProbeType.SYMMETRIC, metric, path, level));
    }

    private static SeriesQuery query(String kind, String metric, Path path, RollUp level) {
        return new SeriesQuery(
                TASK, kind, path, metric, level, NOON.minus(Duration.ofDays(100)), NOON.plus(Duration.ofDays(100)));
    }

    private void reopen() throws IOException {
        store.close();
        store = open(FakeProbeType.catalog());
    }
}
