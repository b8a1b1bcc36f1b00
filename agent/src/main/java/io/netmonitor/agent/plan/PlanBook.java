// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.agent.data.WholeFile;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.time.EpochNanos;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Holds the plans and keeps them on disk, for the owner alone since session keys are in them, so that an agent measures on after a
 * restart without its controller. Thread-safe.
 */
public final class PlanBook {
    /** More paths than one agent can measure; a plan beyond it is an error of the controller. */
    static final int MAX_ENTRIES = 20_000;

    private static final long MIN_PERIOD_NS = 10_000_000;
    private static final long MAX_PERIOD_NS = 366L * 24 * 3600 * 1_000_000_000L;

    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final long MAX_BYTES = 64L << 20;

    private final WholeFile file;
    private volatile Plans plans;

    private PlanBook(WholeFile file, Plans plans) {
        this.file = file;
        this.plans = plans;
    }

    /** Reads what was kept; a file that cannot be read is reported and counts as none, since the controller has the plan. */
    public static PlanBook open(Path path) {
        WholeFile file = WholeFile.secret(path, MAX_BYTES);
        try {
            Plans kept = file.read().map(text -> Json.read(text, Plans.class)).orElse(Plans.NONE);
            check(kept.running());
            check(kept.newest());
            return new PlanBook(file, kept);
        } catch (IOException | InvalidInputException e) {
            LOG.log(System.Logger.Level.WARNING, "the kept plan {0} cannot be read: {1}", file, e.getMessage());
            return new PlanBook(file, Plans.NONE);
        }
    }

    /** What is known now. */
    public Plans plans() {
        return plans;
    }

    /**
     * Takes a plan that the controller sent.
     *
     * @throws InvalidInputException when it cannot be carried out at all; what was known before stands
     * @throws IOException when it cannot be kept; it is in force all the same
     */
    public synchronized void receive(Plan plan) throws IOException {
        check(plan);
        Plans before = plans;
        plans = before.received(plan);
        LOG.log(
                System.Logger.Level.INFO,
                "plan {0}: {1} paths from {2}, {3} before",
                plan.revision(),
                plan.entries().size(),
                plan.effectiveAt(),
                before.newest().entries().size());
        file.write(Json.write(plans));
    }

    /** The next plan's time has come. */
    synchronized void inForce(Instant now) {
        plans = plans.at(now);
    }

    private static void check(Plan plan) {
        if (plan.entries().size() > MAX_ENTRIES) {
            throw new InvalidInputException(
                    "entries",
                    "are more than " + MAX_ENTRIES + ": " + plan.entries().size());
        }
        try {
            EpochNanos.of(plan.effectiveAt());
        } catch (ArithmeticException e) {
            throw new InvalidInputException("effectiveAt", "is beyond the year 2262: " + plan.effectiveAt());
        }
        plan.entries().forEach(entry -> check(entry, plan));
    }

    private static void check(PlanEntry entry, Plan plan) {
        String field = "entries." + entry.task();
        if (entry.periodNs() < MIN_PERIOD_NS || entry.periodNs() > MAX_PERIOD_NS) {
            throw new InvalidInputException(field, "periodNs outside 10 ms to 366 days: " + entry.periodNs());
        }
        try {
            entry.rounds().firstAtOrAfter(plan.effectiveAt());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new InvalidInputException(field, String.valueOf(e.getMessage()));
        }
    }
}
