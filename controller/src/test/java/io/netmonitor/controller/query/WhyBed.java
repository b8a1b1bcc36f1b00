// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.controller.Bed;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.store.duckdb.DuckResultStoreType;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Plans, nodes bj, gz and sh, and a store of results that the tests of a class share; each has a task of its own name. */
abstract class WhyBed {
    private static ResultStore results;
    private static long batches;

    final String task = "task-" + UUID.randomUUID();
    Bed bed;
    private Why why;

    @BeforeAll
    static void openResults(@TempDir Path folder) throws IOException {
        results = new DuckResultStoreType()
                .open(URI.create("duckdb:" + folder.resolve("results.duckdb")), FakeProbeType.catalog());
    }

    @AfterAll
    static void closeResults() {
        results.close();
    }

    @BeforeEach
    void openBed(@TempDir Path folder) throws IOException {
        bed = new Bed(folder, "bj", "gz", "sh");
        ask();
    }

    @AfterEach
    void closeBed() {
        bed.close();
    }

    static ResultStore results() {
        return results;
    }

    /** Asks the bed's present plans and registry. */
    final void ask() {
        why = newWhy(OldNodeNews.NONE);
    }

    /** As {@link #ask()}, where something is known of nodes of the prototype. */
    final void ask(OldNodeNews oldNodes) {
        why = newWhy(oldNodes);
    }

    private Why newWhy(OldNodeNews oldNodes) {
        return new Why(bed.state, results, FakeProbeType.catalog(), bed.plans(), bed.registry(), oldNodes, bed.clock);
    }

    final Task create(String kind, String period, String... members) {
        return create(Bed.mesh(task, kind, period, members));
    }

    final Task create(TaskSpec spec) {
        Task created = bed.state.createTask(spec, "ann", bed.now());
        bed.plans().recompile();
        bed.pollAll();
        return created;
    }

    final Task turn(Task before, TaskState to) {
        Task turned = bed.state.changeTask(before.spec(), to, before.revision(), "bob", bed.now());
        bed.plans().recompile();
        bed.pollAll();
        return turned;
    }

    final Why.Answer answer(String source, String destination, Instant at) {
        try {
            return why.answer(new Why.Question(task, source, destination, null, at));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hands in the result of the round that an answer without one tells of. */
    final Result handIn(Why.Answer answer, Outcome outcome, Duration late, String... reason) {
        Task there = bed.state.task(task).orElseThrow();
        Instant plannedAt = Objects.requireNonNull(answer.plannedAt());
        boolean turned = !Objects.equals(answer.measuredBy(), answer.source());
        Result result = new Result(
                task,
                Objects.requireNonNull(answer.revision()),
                Objects.requireNonNull(answer.round()),
                null,
                there.spec().kind(),
                new io.netmonitor.core.path.Path(
                        turned ? answer.destination() : answer.source(),
                        turned ? answer.source() : answer.destination(),
                        Family.IPV4),
                plannedAt,
                plannedAt.plus(late),
                Duration.ofMillis(300),
                outcome,
                reason.length == 0 ? null : reason[0],
                late.isPositive(),
                false,
                bed.now(),
                Values.NONE);
        batches++;
        try {
            results.append(List.of(new Batch("sh", new UUID(1, 1), batches, List.of(result))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return result;
    }
}
