// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.registry.Registry;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why there is a result, or none: for a path of a task and an instant, when it was planned, whether it ran, and if not, why not.
 * Reads the history of the plan, the results, and what happened to the node that measures. Thread-safe.
 */
public final class Why {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    /** Hardly any start later than this after their time, however long the period. */
    private static final Duration USUAL = Duration.ofMinutes(5);

    private final StateStore state;
    private final ResultStore results;
    private final ProbeCatalog catalog;
    private final Absence absence;
    private final WallClock clock;

    public Why(
            StateStore state,
            ResultStore results,
            ProbeCatalog catalog,
            Plans plans,
            Registry registry,
            OldNodeNews oldNodes,
            WallClock clock) {
        this.state = state;
        this.results = results;
        this.catalog = catalog;
        this.absence = new Absence(registry, plans, oldNodes, clock);
        this.clock = clock;
    }

    /**
     * The answer.
     *
     * @param state one of measured, failed, missed, pending, unknown and not-planned
     * @param reason one sentence for people
     * @param plannedAt of the last round up to the instant; absent when there was none
     * @param nextAt of the round after the instant; absent when there is none
     * @param measuredBy node that starts the measurement
     */
    public record Answer(
            String task,
            String source,
            String destination,
            Instant at,
            String state,
            String reason,
            @Nullable Integer revision,
            @Nullable Long round,
            @Nullable Instant plannedAt,
            @Nullable Instant nextAt,
            @Nullable Long periodNs,
            @Nullable String measuredBy,
            @Nullable Result result) {}

    /**
     * What is asked.
     *
     * @param family of the path; absent for the task's own
     */
    public record Question(
            String task,
            String source,
            String destination,
            @Nullable Family family,
            Instant at) {}

    /**
     * Answers.
     *
     * @throws IOException when the results cannot be asked
     */
    public Answer answer(Question question) throws IOException {
        // A round of the placement before may be the last one up to the instant.
        Optional<Planned> planned = Optional.empty();
        Instant until = question.at();
        Optional<Placement> placement = inForce(question.task(), until);
        if (placement.isEmpty()) {
            return notPlanned(
                    question, null, null, Unplanned.beforeTheTask(question, state.revisions(question.task())));
        }
        Placement first = placement.get();
        if (question.family() != null && question.family() != first.family()) {
            return notPlanned(
                    question,
                    first,
                    null,
                    "the task measures over " + first.family().label() + " alone");
        }
        Optional<Spot> spot = spot(first, question);
        if (spot.isEmpty()) {
            return notPlanned(
                    question, first, null, Unplanned.notAPath(question, first, state.revisions(question.task())));
        }
        if (!spot.get().isMeasured()) {
            return notPlanned(
                    question,
                    first,
                    spot.get(),
                    "it is not measured: " + spot.get().hindrance());
        }
        while (placement.isPresent() && planned.isEmpty()) {
            Placement one = placement.get();
            Instant limit = until;
            planned = spot(one, question).filter(Spot::isMeasured).flatMap(found -> Planned.upTo(one, found, limit));
            until = one.from().minusNanos(1);
            // A deleted task of the same name was another one.
            placement = planned.isPresent()
                    ? placement
                    : inForce(question.task(), until).filter(before -> before.number() == first.number());
        }
        Instant next = Planned.after(first, spot.get(), question.at()).orElse(null);
        return planned.isEmpty() ? notBegun(question, first, spot.get(), next) : of(question, planned.get(), next);
    }

    /** The newest task of the name counts. */
    private Optional<Placement> inForce(String task, Instant at) {
        return state.placements(task, at, at.plusNanos(1)).stream().max(Comparator.comparingLong(Placement::number));
    }

    private Optional<Spot> spot(Placement placement, Question question) {
        boolean symmetric =
                catalog.find(placement.kind()).map(ProbeDescription::symmetric).orElse(false);
        return placement.spots().stream()
                .filter(spot -> joins(spot, question.source(), question.destination())
                        || (symmetric && joins(spot, question.destination(), question.source())))
                .findFirst();
    }

    private static boolean joins(Spot spot, String source, String destination) {
        return spot.source().equals(source) && spot.destination().equals(destination);
    }

    private Answer of(Question question, Planned planned, @Nullable Instant next) throws IOException {
        Optional<Result> found = find(planned);
        if (found.isPresent()) {
            Result result = found.get();
            String word = result.outcome() == Outcome.MISSED
                    ? "missed"
                    : result.outcome().hasValue() ? "measured" : "failed";
            return answer(question, planned, word, Told.of(result), next, result);
        }
        Absence.Cause cause = absence.of(planned);
        return answer(question, planned, cause.state(), cause.reason(), next, null);
    }

    /** A late one may start up to a period after its time; all of a long period is searched only when need be. */
    private Optional<Result> find(Planned planned) throws IOException {
        Duration latest = Duration.ofNanos(planned.placement().periodNs()).plus(A_MOMENT);
        boolean isLong = latest.compareTo(USUAL) > 0;
        Optional<Result> found = find(planned, isLong ? USUAL : latest);
        return found.isEmpty() && isLong ? find(planned, latest) : found;
    }

    private Optional<Result> find(Planned planned, Duration latest) throws IOException {
        Placement placement = planned.placement();
        return results
                .find(ResultQuery.newest(ResultQuery.MAX_LIMIT)
                        .ofTask(placement.task())
                        .between(planned.spot().source(), planned.spot().destination())
                        .within(planned.at().minus(A_MOMENT), planned.at().plus(latest)))
                .items()
                .stream()
                .filter(result -> result.round() != null
                        && result.round() == planned.round()
                        && result.revision() == placement.revision()
                        && result.path().equals(planned.spot().path(placement.family())))
                .findFirst();
    }

    private Answer notPlanned(Question question, @Nullable Placement placement, @Nullable Spot spot, String reason) {
        return new Answer(
                question.task(),
                question.source(),
                question.destination(),
                question.at(),
                "not-planned",
                reason,
                placement == null ? null : placement.revision(),
                null,
                null,
                null,
                placement == null ? null : placement.periodNs(),
                spot == null ? null : spot.initiator(),
                null);
    }

    private Answer notBegun(Question question, Placement placement, Spot spot, @Nullable Instant next) {
        String reason = next == null
                ? "it had no round up to then, and none comes"
                : "it had no round up to then; its first " + (next.isAfter(clock.now()) ? "is" : "was")
                        + " planned for " + next;
        return new Answer(
                question.task(),
                question.source(),
                question.destination(),
                question.at(),
                next != null && next.isAfter(clock.now()) ? "pending" : "not-planned",
                reason,
                placement.revision(),
                null,
                null,
                next,
                placement.periodNs(),
                spot.initiator(),
                null);
    }

    private static Answer answer(
            Question question,
            Planned planned,
            String word,
            String reason,
            @Nullable Instant next,
            @Nullable Result result) {
        return new Answer(
                question.task(),
                question.source(),
                question.destination(),
                question.at(),
                word,
                reason,
                planned.placement().revision(),
                planned.round(),
                planned.at(),
                next,
                planned.placement().periodNs(),
                planned.spot().initiator(),
                result);
    }
}
