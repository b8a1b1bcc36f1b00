// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.ingest;

import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.plan.TrainTimes;
import io.netmonitor.controller.query.LatestResults;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Marks results that were measured while a train ran on one of their nodes. Thread-safe. */
public final class TrainMark implements UnaryOperator<Result> {
    /** Of a path that was never measured. */
    private static final Duration USUAL = Duration.ofSeconds(2);
    /** Queues drain, and clocks of two nodes differ a little. */
    private static final Duration AFTERMATH = Duration.ofMillis(200);

    private final ProbeCatalog catalog;
    private final Plans plans;
    private final LatestResults latest;

    public TrainMark(ProbeCatalog catalog, Plans plans, LatestResults latest) {
        this.catalog = catalog;
        this.plans = plans;
        this.latest = latest;
    }

    @Override
    public Result apply(Result result) {
        boolean exempt = result.overlapsTrain()
                || result.outcome() == Outcome.MISSED
                || catalog.find(result.kind()).map(ProbeDescription::exclusive).orElse(true);
        TrainTimes trains = plans.trains();
        return !exempt && trains.overlap(result.path(), result.startedAt(), result.duration(), this::lasted)
                ? result.besideTrain()
                : result;
    }

    private Duration lasted(String task, Path path) {
        return latest.find(task, path)
                .map(Result::duration)
                .filter(Duration::isPositive)
                .orElse(USUAL)
                .plus(AFTERMATH);
    }
}
