// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.controller.Bed;
import io.netmonitor.controller.query.LatestResults;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainMarkTest {
    private static final Path SH_BJ = new Path("sh", "bj", Family.IPV4);
    private static final Path XA_GZ = new Path("xa", "gz", Family.IPV4);

    private final LatestResults latest = new LatestResults();
    private Bed bed;
    private TrainMark mark;
    private Instant train = Instant.EPOCH;

    /** Trains between bj and sh alone, the first of the pair's two slots at {@code train}. */
    @BeforeEach
    void open(@TempDir java.nio.file.Path folder) throws IOException {
        bed = new Bed(folder, "bj", "gz", "sh", "xa");
        bed.state.createTask(Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "1m", "bj", "sh"), "ann", bed.now());
        bed.plans().recompile();
        mark = new TrainMark(FakeProbeType.catalog(), bed.plans(), latest);
        long offsetNs = bed.plans().placement("ab").orElseThrow().spots().stream()
                .filter(spot -> spot.source().equals("sh"))
                .map(Spot::offsetNs)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseThrow();
        train = bed.now().plusSeconds(120).plusNanos(offsetNs);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void marksWhatRanAtATrainsNodeMeanwhile() {
        assertThat(isMarked(FakeProbeType.SYMMETRIC, SH_BJ, train.plusMillis(500)))
                .isTrue();
        assertThat(isMarked(FakeProbeType.ONE_WAY, SH_BJ, train.plusMillis(2_100)))
                .as("queues drain")
                .isTrue();
        assertThat(isMarked(FakeProbeType.SYMMETRIC, SH_BJ, train.plusMillis(2_300)))
                .isFalse();
        assertThat(isMarked(FakeProbeType.SYMMETRIC, XA_GZ, train.plusMillis(500)))
                .isFalse();
    }

    @Test
    void goesByHowLongTheLastTrainTook() {
        latest.add(result("ab", FakeProbeType.EXCLUSIVE, SH_BJ, train.minusSeconds(60), Outcome.MEASURED, 4_000));

        assertThat(isMarked(FakeProbeType.SYMMETRIC, SH_BJ, train.plusMillis(4_100)))
                .isTrue();
        assertThat(isMarked(FakeProbeType.SYMMETRIC, SH_BJ, train.plusMillis(4_300)))
                .isFalse();

        latest.add(result("ab", FakeProbeType.EXCLUSIVE, SH_BJ, train, Outcome.MISSED, 0));

        assertThat(isMarked(FakeProbeType.SYMMETRIC, SH_BJ, train.plusMillis(2_100)))
                .as("one that did not run tells nothing")
                .isTrue();
    }

    @Test
    void marksNeitherTrainsNorWhatDidNotRunNorWhatItDoesNotKnow() {
        assertThat(isMarked(FakeProbeType.EXCLUSIVE, SH_BJ, train)).isFalse();
        assertThat(isMarked("unheard-of", SH_BJ, train)).isFalse();
        Result missed = result("wan", FakeProbeType.SYMMETRIC, SH_BJ, train, Outcome.MISSED, 0);
        assertThat(mark.apply(missed)).isSameAs(missed);
    }

    @Test
    void leavesAMarkAlone() {
        Result marked = result("wan", FakeProbeType.SYMMETRIC, XA_GZ, train, Outcome.MEASURED, 10)
                .besideTrain();

        assertThat(mark.apply(marked)).isSameAs(marked);
    }

    private boolean isMarked(String kind, Path path, Instant startedAt) {
        return mark.apply(result("wan", kind, path, startedAt, Outcome.MEASURED, 50))
                .overlapsTrain();
    }

    private static Result result(
            String task, String kind, Path path, Instant startedAt, Outcome outcome, long durationMs) {
        return new Result(
                task,
                1,
                3L,
                null,
                kind,
                path,
                startedAt,
                startedAt,
                Duration.ofMillis(durationMs),
                outcome,
                null,
                false,
                false,
                null,
                Values.NONE);
    }
}
