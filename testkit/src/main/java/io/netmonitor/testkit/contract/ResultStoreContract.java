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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.store.Page;
import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.testkit.probe.FakeProbeType;
import io.netmonitor.testkit.probe.FakeResults;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ResultStore} keeps to. */
public abstract class ResultStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Path BJ_SH = SH_BJ.reversed();
    private static final Path SH_GZ = new Path("sh", "gz", Family.IPV4);

    private ResultStore store;

    /** Opens the store; within one test always the same one, empty at first and closed in between. */
    protected abstract ResultStore open(ProbeCatalog catalog) throws IOException;

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
        assertThat(store.find(ResultQuery.newest(10))).isEqualTo(new Page<Result>(List.of(), null));
        assertThat(store.latest(TASK, NOON)).isEmpty();
        assertThat(store.expire(NOON)).isZero();
        assertThat(store.check().up()).isTrue();
    }

    @Test
    void givesBackExactlyWhatWasAppended() throws IOException {
        Result planned = measured(NOON.plusNanos(123_456_789), 1_234_567);
        Result runNow = new Result(
                "任务 'x'",
                7,
                null,
                "run-1",
                FakeProbeType.SYMMETRIC,
                new Path("a.b_c-d", "bj", Family.IPV6),
                NOON,
                NOON,
                Duration.ZERO,
                Outcome.MISSED,
                "the plan came \"too\" late;\n'twas 5 s",
                true,
                true,
                null,
                Values.NONE);
        Result oneWay = oneWay(SH_BJ, NOON.plusNanos(1), Long.MAX_VALUE);

        store.append(List.of(batch(1, planned, runNow, oneWay)));
        reopen();

        assertThat(everything()).containsExactly(planned, oneWay, runNow);
        assertThat(everything().getFirst().values().byField().keySet())
                .containsExactlyElementsOf(planned.values().byField().keySet());
    }

    @Test
    void keepsExtremeValues() throws IOException {
        Result result = result(Values.builder()
                .put("sent", Long.MIN_VALUE)
                .put("forward.loss", Double.MIN_VALUE)
                .put("backward.loss", -Double.MAX_VALUE)
                .put("stamps", "")
                .put("clock.synchronized", false)
                .build());

        store.append(List.of(batch(1, result)));

        assertThat(everything()).containsExactly(result);
    }

    @Test
    void keepsValuesThatTheDescriptionDoesNotName() throws IOException {
        Result result = result(Values.builder()
                .put("sent", "not a number")
                .put("forward.loss", 1)
                .put("roundTrip.delay.histogram", "not a histogram")
                .put("task", "a field with a name that the store uses itself")
                .put("SENT", 5)
                .put("extra.whole", Long.MAX_VALUE)
                .put("extra.number", 3.0)
                .put("extra.flag", true)
                .put("extra.text", "数")
                .build());

        store.append(List.of(batch(1, result)));

        assertThat(everything()).containsExactly(result);
    }

    @Test
    void keepsResultsOfAKindThatIsUnknownHere() throws IOException {
        Result foreign = FakeResults.of(
                "ipping",
                SH_BJ,
                NOON,
                Outcome.MEASURED,
                Values.builder().put("x", 1).put("y.z", 0.5).build());

        store.append(List.of(batch(1, foreign, measured(NOON.plusSeconds(1), 1_000_000))));

        assertThat(find(newest().ofKind("ipping"))).containsExactly(foreign);
        assertThat(everything()).hasSize(2);
    }

    @Test
    void readsWhatAnEarlierDescriptionWrote() throws IOException {
        Result early = measured(NOON, 1_000_000);
        Values gained = Values.builder().put("sent", 3).put("added", 5).build();
        Result sameDay = FakeResults.of(FakeProbeType.SYMMETRIC, SH_BJ, NOON.plusSeconds(1), Outcome.MEASURED, gained);
        Result nextDay =
                FakeResults.of(FakeProbeType.SYMMETRIC, SH_BJ, NOON.plus(Duration.ofDays(1)), Outcome.MEASURED, gained);
        store.append(List.of(batch(1, early)));
        store.close();

        store = open(new ProbeCatalog(List.of(FakeProbeType.symmetricWith(
                List.of(new Field("added", Field.Type.WHOLE, Unit.COUNT, "Came with a later version."))))));
        store.append(List.of(batch(2, sameDay, nextDay)));

        assertThat(everything()).containsExactly(nextDay, sameDay, early);
    }

    @Test
    void readsWhatAProbeTypeWroteThatIsGone() throws IOException {
        Result result = measured(NOON, 1_000_000);
        store.append(List.of(batch(1, result)));
        store.close();

        store = open(new ProbeCatalog(List.of()));

        assertThat(everything()).containsExactly(result);
        assertThat(find(newest().ofKind(FakeProbeType.SYMMETRIC))).containsExactly(result);
    }

    @Test
    void takesEachBatchOnce() throws IOException {
        Batch first = batch(1, measured(NOON, 1_000_000));
        Batch second = batch(2, measured(NOON.plusSeconds(1), 1_000_000));

        assertThat(store.append(List.of(first))).containsExactly(first);
        assertThat(store.append(List.of(first, second, second))).containsExactly(second);
        reopen();
        assertThat(store.append(List.of(second, first))).isEmpty();

        assertThat(everything()).hasSize(2);
    }

    @Test
    void takesBatchesInAnyOrder() throws IOException {
        store.append(List.of(batch(5, measured(NOON, 1_000_000))));
        store.append(List.of(batch(3, measured(NOON, 1_000_001)), batch(4, measured(NOON, 1_000_002))));
        reopen();

        assertThat(store.append(List.of(batch(4), batch(2), batch(6)))).containsExactly(batch(2), batch(6));
        assertThat(everything()).hasSize(3);
    }

    @Test
    void distinguishesBatchesBySpoolAndNode() throws IOException {
        UUID spool = UUID.fromString("0b3f4f5c-7d2e-4f8a-9b1c-2d3e4f5a6b7c");
        UUID other = UUID.fromString("fb3f4f5c-7d2e-4f8a-9b1c-2d3e4f5a6b7c");
        List<Batch> batches = List.of(
                new Batch("sh", spool, 1, List.of()),
                new Batch("bj", spool, 1, List.of()),
                new Batch("sh", other, 1, List.of()));

        assertThat(store.append(batches)).isEqualTo(batches);
        assertThat(store.append(batches)).isEmpty();
    }

    @Test
    void refusesWhatIsTooLargeAndKeepsNothingOfIt() throws IOException {
        Result large = result(Values.builder().put("stamps", "x".repeat(4_097)).build());

        assertThatThrownBy(() -> store.append(List.of(batch(1, measured(NOON, 1_000_000), large))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("stamps")
                .hasMessageContaining("4097");

        assertThat(everything()).isEmpty();
        assertThat(store.append(List.of(batch(1, measured(NOON, 1_000_000))))).hasSize(1);
    }

    @Test
    void refusesInstantsAndTextThatItCouldNotGiveBack() {
        Values broken = Values.builder().put("stamps", "\ud800").build();

        assertThatThrownBy(() -> store.append(List.of(batch(1, measured(Instant.parse("1960-01-01T00:00:00Z"), 9)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("startedAt");
        assertThatThrownBy(() -> store.append(List.of(batch(1, measured(Instant.MAX.minusSeconds(9), 9)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("startedAt");
        assertThatThrownBy(() -> store.append(List.of(batch(1, result(broken)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("stamps");
    }

    @Test
    void findsByEveryFilter() throws IOException {
        Result one = measured(SH_BJ, NOON, 1_000_000);
        Result other = measured(SH_GZ, NOON.plusSeconds(1), 1_000_000);
        Result failed = failed(SH_GZ, NOON.plusSeconds(2));
        Result ipv6 = measured(new Path("sh", "bj", Family.IPV6), NOON.plusSeconds(3), 1_000_000);
        Result bandwidth = oneWay(SH_BJ, NOON.plusSeconds(4), 1_000);
        store.append(List.of(batch(1, one, other, failed), batch(2, ipv6, bandwidth)));

        assertThat(find(newest().ofTask(TASK))).hasSize(5);
        assertThat(find(newest().ofTask("lan"))).isEmpty();
        assertThat(find(newest().ofKind(FakeProbeType.ONE_WAY))).containsExactly(bandwidth);
        assertThat(find(newest().between("sh", "gz"))).containsExactly(failed, other);
        assertThat(find(newest().ofFamily(Family.IPV6))).containsExactly(ipv6);
        assertThat(find(newest().ofOutcome(Outcome.UNREACHABLE))).containsExactly(failed);
        assertThat(find(newest().from("sh"))).hasSize(5);
        assertThat(find(newest().from("bj"))).isEmpty();
        assertThat(find(newest().within(NOON.plusSeconds(1), NOON.plusSeconds(3))))
                .containsExactly(failed, other);
        assertThat(find(newest().within(Instant.MIN, Instant.MAX))).hasSize(5);
    }

    @Test
    void findsASymmetricMeasurementFromBothEnds() throws IOException {
        Result symmetric = measured(SH_BJ, NOON, 1_000_000);
        Result oneWay = oneWay(SH_BJ, NOON, 1_000);
        store.append(List.of(batch(1, symmetric, oneWay)));

        assertThat(find(newest().between("bj", "sh"))).containsExactly(symmetric);
        assertThat(find(newest().between("sh", "bj"))).containsExactlyInAnyOrder(symmetric, oneWay);
        assertThat(find(newest().from("bj"))).isEmpty();
    }

    @Test
    void ordersByStartAcrossDaysHoweverTheyCame() throws IOException {
        List<Result> results = IntStream.range(0, 5)
                .mapToObj(day -> measured(NOON.minus(Duration.ofDays(day)), 1_000_000))
                .toList();

        store.append(List.of(batch(1, results.get(3), results.get(0), results.get(4))));
        store.append(List.of(batch(2, results.get(2), results.get(1))));

        assertThat(everything()).isEqualTo(results);
    }

    @Test
    void pagesWithoutGapOrRepeatWhileNewerOnesArrive() throws IOException {
        Result[] results = IntStream.range(0, 25)
                .mapToObj(i -> measured(NOON.minus(Duration.ofHours(7L * (i / 5))), 1_000_000 + i))
                .toArray(Result[]::new);
        store.append(List.of(batch(1, results)));
        List<Result> expected = everything();

        List<Result> seen = new ArrayList<>();
        String cursor = null;
        long number = 2;
        do {
            ResultQuery query = ResultQuery.newest(4);
            Page<Result> page = store.find(cursor == null ? query : query.after(cursor));
            seen.addAll(page.items());
            cursor = page.next();
            store.append(List.of(batch(number++, measured(NOON, 5_000_000), measured(NOON.plusSeconds(number), 1))));
        } while (cursor != null);

        assertThat(expected).hasSize(25).containsExactlyInAnyOrder(results);
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void endsAFullLastPageWithoutCursor() throws IOException {
        store.append(List.of(batch(1, measured(NOON, 1), measured(NOON, 2))));

        assertThat(store.find(ResultQuery.newest(2)).next()).isNull();
        assertThat(store.find(ResultQuery.newest(1)).next()).isNotNull();
    }

    @Test
    void refusesACursorThatIsNotItsOwn() {
        assertThatThrownBy(() -> store.find(ResultQuery.newest(1).after("'; drop table")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cursor");
    }

    @Test
    void givesTheLatestOfEveryPathWithinADay() throws IOException {
        Path ipv6 = new Path("sh", "bj", Family.IPV6);
        Instant earlyMorning = Instant.parse("2026-11-22T01:00:00Z");
        Result old = measured(SH_BJ, earlyMorning.minusSeconds(90_000), 1);
        Result yesterday = measured(SH_GZ, earlyMorning.minusSeconds(7_200), 2);
        Result before = measured(SH_BJ, earlyMorning.minusSeconds(1), 3);
        Result there = measured(SH_BJ, earlyMorning, 4);
        Result failed = failed(ipv6, earlyMorning.minusSeconds(5));
        Result later = measured(SH_BJ, earlyMorning.plusSeconds(1), 5);
        Result back = oneWay(BJ_SH, earlyMorning.minusSeconds(2), 6);
        store.append(List.of(batch(1, old, yesterday, before, there, failed, later, back)));

        assertThat(store.latest(TASK, earlyMorning)).containsExactlyInAnyOrder(there, yesterday, failed, back);
        assertThat(store.latest(TASK, earlyMorning.minusSeconds(86_400))).containsExactly(old);
        assertThat(store.latest("lan", earlyMorning)).isEmpty();
        assertThat(store.latest(TASK, Instant.MAX)).isEmpty();
    }

    @Test
    void givesOneLatestWhenSeveralStartedAtOnce() throws IOException {
        store.append(List.of(batch(1, measured(NOON, 1), measured(NOON, 2))));
        store.append(List.of(batch(2, measured(NOON, 3))));

        assertThat(store.latest(TASK, NOON)).containsExactly(measured(NOON, 3));
    }

    @Test
    void expiresWhatIsOldAndNothingElse() throws IOException {
        Result old = measured(NOON.minus(Duration.ofDays(3)), 1_000_000);
        Result kept = measured(NOON, 1_000_000);
        store.append(List.of(batch(1, old, kept, oneWay(SH_BJ, NOON.minus(Duration.ofDays(3)), 5))));

        assertThat(store.expire(Instant.MIN)).isZero();
        assertThat(store.expire(NOON.minus(Duration.ofDays(1)))).isEqualTo(2);
        assertThat(everything()).containsExactly(kept);
        assertThat(store.append(List.of(batch(1, old)))).isEmpty();
        store.append(List.of(batch(2, old)));

        assertThat(everything()).containsExactly(kept, old);
    }

    @Test
    void takesAppendsOfManyThreads() throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<Future<List<Batch>>> appended = executor.invokeAll(IntStream.rangeClosed(1, 20)
                    .<java.util.concurrent.Callable<List<Batch>>>mapToObj(number -> () -> {
                        store.find(ResultQuery.newest(5));
                        return store.append(List.of(batch(number / 2 + 1, measured(NOON, number))));
                    })
                    .toList());
            assertThat(appended).allSatisfy(future -> assertThat(future.state()).isEqualTo(Future.State.SUCCESS));
        }
        assertThat(everything()).hasSize(11);
    }

    @Test
    void canBeClosedWhileItIsAskedAndTwice() throws Exception {
        store.append(List.of(batch(1, measured(NOON, 1))));
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            List<Future<Object>> asking = IntStream.range(0, 2)
                    .mapToObj(i -> executor.submit(() -> {
                        while (true) {
                            store.find(ResultQuery.newest(5));
                        }
                    }))
                    .toList();
            store.close();
            store.close();

            assertThat(asking)
                    .allSatisfy(future -> assertThatThrownBy(future::get)
                            .hasCauseInstanceOf(IOException.class)
                            .hasMessageContaining("closed"));
        }
        assertThat(store.check().up()).isFalse();
        assertThatThrownBy(() -> store.append(List.of(batch(2)))).isInstanceOf(IOException.class);
        assertThatCode(this::reopen).doesNotThrowAnyException();
        assertThat(everything()).hasSize(1);
    }

    private static Result result(Values values) {
        return FakeResults.of(FakeProbeType.SYMMETRIC, SH_BJ, NOON, Outcome.MEASURED, values);
    }

    private static Asking newest() {
        return new Asking(ResultQuery.newest(100));
    }

    private List<Result> everything() throws IOException {
        return find(newest());
    }

    private List<Result> find(Asking asking) throws IOException {
        return store.find(asking.query).items();
    }

    private void reopen() throws IOException {
        store.close();
        store = open(FakeProbeType.catalog());
    }

    /** Sets one filter of a query at a time. */
    private record Asking(ResultQuery query) {
        Asking ofTask(String task) {
            return new Asking(query.ofTask(task));
        }

        Asking between(String oneEnd, String otherEnd) {
            return new Asking(query.between(oneEnd, otherEnd));
        }

        Asking within(Instant from, Instant to) {
            return new Asking(query.within(from, to));
        }

        Asking ofKind(String kind) {
            return with(kind, null, null, null);
        }

        Asking from(String source) {
            return with(null, source, null, null);
        }

        Asking ofFamily(Family family) {
            return with(null, null, family, null);
        }

        Asking ofOutcome(Outcome outcome) {
            return with(null, null, null, outcome);
        }

        private static Asking with(
                @org.jspecify.annotations.Nullable String kind,
                @org.jspecify.annotations.Nullable String source,
                @org.jspecify.annotations.Nullable Family family,
                @org.jspecify.annotations.Nullable Outcome outcome) {
            return new Asking(new ResultQuery(null, kind, source, null, family, outcome, null, null, 100, null));
        }
    }
}
