// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.agent.data.WholeFile;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the plans and keeps them on disk, for the owner alone since session keys are in them, so that an agent measures on after a
 * restart without its controller. Thread-safe.
 */
public final class PlanBook {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final long MAX_BYTES = 64L << 20;

    private final WholeFile file;
    private volatile Plans plans;
    private @Nullable Plans kept;

    /** What is in the file. Agents that knew of one plan to come wrote {@code next}. */
    private record Kept(
            Plan running, @Nullable Plan next, @Nullable List<Plan> coming) {
        Plans plans() {
            if (coming != null) {
                return new Plans(running, coming);
            }
            return new Plans(running, next == null ? List.of() : List.of(next));
        }
    }

    private PlanBook(WholeFile file, Plans plans) {
        this.file = file;
        this.plans = plans;
        this.kept = plans;
    }

    /** Reads what was kept; a file that cannot be read is reported and counts as none, since the controller has the plan. */
    public static PlanBook open(Path path) {
        WholeFile file = WholeFile.secret(path, MAX_BYTES);
        try {
            Plans kept =
                    file.read().map(text -> Json.read(text, Kept.class).plans()).orElse(Plans.NONE);
            PlanCheck.check(kept.running());
            kept.coming().forEach(PlanCheck::check);
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
    public void receive(Plan plan) throws IOException {
        PlanCheck.check(plan);
        Plans before = add(plan);
        LOG.log(
                System.Logger.Level.INFO,
                "plan {0}: {1} paths from {2}, {3} before",
                plan.revision(),
                plan.entries().size(),
                plan.effectiveAt(),
                before.newest().entries().size());
        keep();
    }

    private synchronized Plans add(Plan plan) {
        Plans before = plans;
        plans = before.received(plan);
        return before;
    }

    /**
     * Writes what is known to the disk, if that has changed. Plans come into force without it, since the scheduler's thread must not
     * wait for a disk.
     */
    public void keep() throws IOException {
        synchronized (file) {
            Plans known = plans;
            if (!known.equals(kept)) {
                file.write(Json.write(known));
                kept = known;
            }
        }
    }

    /** The time of some has come. */
    synchronized void inForce(Instant now) {
        plans = plans.at(now);
    }

    /** One of those to come is in force. */
    synchronized void begun(Plan plan) {
        plans = plans.begun(plan);
    }
}
