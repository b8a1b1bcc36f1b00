// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.agent.Samples;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path data;

    @Test
    void givesResultsBackInOrderUnderOneNumber() throws Exception {
        try (Spool spool = open()) {
            append(spool, 0, 3);

            Pending first = spool.next();

            assertThat(first.number()).isEqualTo(1);
            assertThat(first.results()).isEqualTo(results(0, 3));
        }
    }

    @Test
    void keepsABatchTheSameUntilItIsAcknowledged() throws Exception {
        try (Spool spool = open()) {
            append(spool, 0, 2);
            Pending first = spool.next();
            append(spool, 2, 4);

            assertThat(spool.next()).isEqualTo(first);
            spool.acknowledged(1);

            assertThat(spool.next()).isEqualTo(new Pending(2, results(2, 4)));
        }
    }

    @Test
    void sealsAtFiveHundredResults() throws Exception {
        try (Spool spool = open()) {
            append(spool, 0, 1001);

            assertThat(drain(spool).stream().map(batch -> batch.results().size()))
                    .containsExactly(500, 500, 1);
        }
    }

    @Test
    void takesAResultFromAThreadThatWasToldToStop() throws Exception {
        try (Spool spool = open()) {
            Thread.currentThread().interrupt();
            append(spool, 0, 1);
            assertThat(Thread.interrupted()).isTrue();
            append(spool, 1, 2);

            assertThat(spool.next().results()).isEqualTo(results(0, 2));
        }
    }

    @Test
    void waitsForAResultToComeIn() throws Exception {
        try (Spool spool = open()) {
            Thread appending = Thread.ofVirtual().start(() -> append(spool, 0, 1));

            assertThat(spool.next().results()).isEqualTo(results(0, 1));
            appending.join();
        }
    }

    @Test
    void makesBatchesOfNewResultsNoMoreOftenThanAsked() throws Exception {
        long[] nowNs = {0};
        SpoolOptions paced = new SpoolOptions(
                data.resolve("spool"),
                data.resolve("refused"),
                data.resolve("damaged"),
                4 << 20,
                Duration.ofSeconds(1));
        try (Spool spool = Spool.open(paced, () -> nowNs[0])) {
            append(spool, 0, 1);
            spool.acknowledged(spool.next().number());
            append(spool, 1, 2);

            assertThat(spool.poll()).isEmpty();
            nowNs[0] = 1_000_000_000;

            assertThat(spool.poll()).isPresent();
        }
    }

    @Test
    void countsTheLastSegmentAsSealedAfterAKill() throws Exception {
        UUID id;
        Spool killed = open();
        append(killed, 0, 2);
        id = killed.id();

        try (Spool spool = open()) {
            append(spool, 2, 3);

            assertThat(spool.id()).isEqualTo(id);
            assertThat(drain(spool)).containsExactly(new Pending(1, results(0, 2)), new Pending(2, results(2, 3)));
        }
        killed.close();
    }

    @Test
    void givesAnUnacknowledgedBatchAgainUnderItsNumberAfterAKill() throws Exception {
        Spool killed = open();
        append(killed, 0, 2);
        Pending sent = killed.next();

        try (Spool spool = open()) {
            append(spool, 2, 3);

            assertThat(spool.next()).isEqualTo(sent);
        }
        killed.close();
    }

    @Test
    void neverUsesANumberAgain() throws Exception {
        for (int run = 1; run <= 3; run++) {
            try (Spool spool = open()) {
                append(spool, 0, 1);

                assertThat(drain(spool).getFirst().number()).isEqualTo(run);
            }
        }
    }

    @Test
    void makesANewSpoolWhenItsSegmentsAreGone() throws Exception {
        Spool first = open();
        first.close();
        Files.delete(data.resolve("spool/1.jsonl"));

        try (Spool spool = open()) {
            assertThat(spool.id()).isNotEqualTo(first.id());
        }
    }

    @Test
    void leavesOutATornLastLineAndCountsIt() throws Exception {
        Spool killed = open();
        append(killed, 0, 2);
        killed.close();
        Files.writeString(data.resolve("spool/1.jsonl"), "{\"task\":\"wa", StandardOpenOption.APPEND);

        try (Spool spool = open()) {
            assertThat(spool.next()).isEqualTo(new Pending(1, results(0, 2)));
            assertThat(spool.state().damagedResults()).isEqualTo(1);
        }
    }

    @Test
    void setsADamagedSegmentAsideAndGoesOnWithTheRest() throws Exception {
        Spool first = open();
        append(first, 0, 2);
        first.close();
        Files.writeString(data.resolve("spool/1.jsonl"), "\0\0\0\n", StandardOpenOption.APPEND);

        try (Spool spool = open()) {
            append(spool, 2, 3);

            assertThat(drain(spool)).containsExactly(new Pending(1, results(0, 2)), new Pending(2, results(2, 3)));
            assertThat(spool.state().damagedResults()).isEqualTo(1);
        }
        assertThat(filesIn("damaged")).hasSize(1);
    }

    @Test
    void goesOnWhenASegmentHoldsNothingReadable() throws Exception {
        Files.createDirectories(data.resolve("spool"));
        Files.writeString(data.resolve("spool/7.jsonl"), "rubbish\n");

        try (Spool spool = open()) {
            append(spool, 0, 1);

            assertThat(drain(spool)).containsExactly(new Pending(8, results(0, 1)));
        }
    }

    @Test
    void setsARefusedBatchAside() throws Exception {
        try (Spool spool = open()) {
            append(spool, 0, 2);
            spool.refused(spool.next().number());
            append(spool, 2, 3);

            assertThat(spool.next().results()).isEqualTo(results(2, 3));
            assertThat(spool.state().refusedResults()).isEqualTo(2);
        }
        assertThat(filesIn("refused")).hasSize(1);
    }

    @Test
    void dropsTheOldestWhenItIsFullAndRemembersHowMany() throws Exception {
        long dropped;
        int appended = 20_000;
        try (Spool spool = open()) {
            append(spool, 0, appended);
            dropped = spool.state().droppedResults();

            assertThat(spool.state().bytes()).isBetween(3L << 20, 4L << 20);
            assertThat(dropped).isPositive();
        }
        try (Spool spool = open()) {
            List<Result> left = drain(spool).stream()
                    .flatMap(batch -> batch.results().stream())
                    .toList();

            assertThat(spool.state().droppedResults()).isEqualTo(dropped);
            assertThat(left).isEqualTo(results(dropped, appended));
        }
    }

    @Test
    void keepsTheBatchUnderWayWhenItIsFull() throws Exception {
        try (Spool spool = open()) {
            append(spool, 0, 2);
            Pending sent = spool.next();

            append(spool, 2, 20_000);

            assertThat(spool.next()).isEqualTo(sent);
            spool.acknowledged(sent.number());
            assertThat(drain(spool).getFirst().results().getFirst())
                    .isEqualTo(Samples.result(2 + spool.state().droppedResults()));
        }
    }

    @Test
    void keepsResultsWhenTheDiskLetsNoBatchBeMade() throws Exception {
        try (Spool spool = open()) {
            Path inTheWay = data.resolve("spool/2.jsonl");
            Files.createDirectory(inTheWay);
            append(spool, 0, 1);

            assertThatThrownBy(spool::poll).isInstanceOf(IOException.class);
            Files.delete(inTheWay);

            assertThat(drain(spool)).containsExactly(new Pending(1, results(0, 1)));
        }
    }

    private Spool open() throws IOException {
        return Spool.open(
                new SpoolOptions(
                        data.resolve("spool"),
                        data.resolve("refused"),
                        data.resolve("damaged"),
                        4 << 20,
                        Duration.ZERO),
                MonotonicClock.SYSTEM);
    }

    private static void append(Spool spool, long from, long to) {
        results(from, to).forEach(spool::append);
    }

    private static List<Result> results(long from, long to) {
        return LongStream.range(from, to).mapToObj(Samples::result).toList();
    }

    private static List<Pending> drain(Spool spool) throws IOException {
        List<Pending> batches = new ArrayList<>();
        for (var batch = spool.poll(); batch.isPresent(); batch = spool.poll()) {
            batches.add(batch.get());
            spool.acknowledged(batch.get().number());
        }
        return batches;
    }

    private List<Path> filesIn(String folder) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve(folder))) {
            return files.toList();
        }
    }
}
