// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.ingest;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Bounds what an agent may hand in: its own measurements alone, of known kinds, from a time that can be. Thread-safe. */
public final class BatchCheck {
    private static final int MAX_RESULTS = 2_000;
    private static final int MAX_FAULTS = 20;
    private static final int MAX_FIELDS = 200;
    private static final int MAX_TEXT = 4_096;
    /** Agents may be offline for long; a clock that is wrong by years is not believed. */
    private static final Duration MAX_AGE = Duration.ofDays(400);

    private static final Duration MAX_AHEAD = Duration.ofDays(1);

    private final ProbeCatalog catalog;
    private final WallClock clock;

    public BatchCheck(ProbeCatalog catalog, WallClock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Checks a batch.
     *
     * @throws InvalidInputException naming the results that are refused; the batch will never be taken
     */
    public void require(Batch batch) {
        if (batch.results().size() > MAX_RESULTS) {
            throw new InvalidInputException(
                    "results",
                    "are more than " + MAX_RESULTS + ": " + batch.results().size());
        }
        List<Fault> faults = new ArrayList<>();
        Instant now = clock.now();
        for (int i = 0; i < batch.results().size() && faults.size() < MAX_FAULTS; i++) {
            check("results[" + i + "]", batch.node(), batch.results().get(i), now, faults);
        }
        InvalidInputException.throwIfAny(faults);
    }

    private boolean isReversible(Result result) {
        return catalog.find(result.kind()).map(ProbeDescription::reversible).orElse(false);
    }

    private static void checkEnd(String field, String name, List<Fault> faults) {
        if (!isNodeOrHost(name)) {
            faults.add(new Fault(field, "is neither a node's name nor a host's: " + name));
        }
    }

    private static boolean isNodeOrHost(String name) {
        try {
            return !(Member.of(name) instanceof Member.Selected);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void check(String place, String node, Result result, Instant now, List<Fault> faults) {
        if (!result.path().source().equals(node)
                && !(result.path().destination().equals(node) && isReversible(result))) {
            faults.add(new Fault(
                    place + ".source",
                    "is not the node that sent it, " + node + ": "
                            + result.path().source()));
        }
        checkEnd(place + ".source", result.path().source(), faults);
        checkEnd(place + ".destination", result.path().destination(), faults);
        if (catalog.find(result.kind()).isEmpty()) {
            faults.add(new Fault(place + ".kind", "is unknown to this controller: " + result.kind()));
        }
        for (Instant at : List.of(result.plannedAt(), result.startedAt())) {
            if (at.isBefore(now.minus(MAX_AGE)) || at.isAfter(now.plus(MAX_AHEAD))) {
                faults.add(new Fault(
                        place + ".startedAt", "is more than " + MAX_AGE.toDays() + " days ago or a day ahead: " + at));
                break;
            }
        }
        if (result.task().length() > 200
                || (result.reason() != null && result.reason().length() > MAX_TEXT)
                || result.values().byField().size() > MAX_FIELDS
                || result.values().byField().values().stream()
                        .anyMatch(value -> value instanceof String text && text.length() > MAX_TEXT)) {
            faults.add(new Fault(
                    place,
                    "has a text of more than " + MAX_TEXT + " characters or more than " + MAX_FIELDS + " fields"));
        }
    }
}
