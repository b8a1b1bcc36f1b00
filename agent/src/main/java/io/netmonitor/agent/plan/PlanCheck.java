// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.plan.Rounds;
import io.netmonitor.core.time.EpochNanos;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a plan must be for an agent to carry it out at all. One that is not is an error of the controller. */
final class PlanCheck {
    /** More paths than one agent can measure. */
    static final int MAX_ENTRIES = 20_000;

    private static final long MIN_PERIOD_NS = 10_000_000;
    private static final long MAX_PERIOD_NS = 366L * 24 * 3600 * 1_000_000_000L;
    /** Twice what is kept free at a slot's end. */
    private static final long MIN_SLOT_NS = 2 * Measurer.SLOT_MARGIN_NS;

    private static final long MAX_SLOT_NS = 3600L * 1_000_000_000L;
    private static final int MAX_ADDRESS = 253;
    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private PlanCheck() {}

    /**
     * Does nothing when the plan can be carried out.
     *
     * @throws InvalidInputException saying why not
     */
    static void check(Plan plan) {
        if (plan.entries().size() > MAX_ENTRIES) {
            throw new InvalidInputException(
                    "entries",
                    "are more than " + MAX_ENTRIES + ": " + plan.entries().size());
        }
        checkInstant("effectiveAt", plan.effectiveAt());
        plan.entries().forEach(entry -> check(entry, plan));
    }

    private static void check(PlanEntry entry, Plan plan) {
        String field = "entries." + entry.task();
        if (entry.periodNs() < MIN_PERIOD_NS || entry.periodNs() > MAX_PERIOD_NS) {
            throw new InvalidInputException(field, "periodNs outside 10 ms to 366 days: " + entry.periodNs());
        }
        if (entry.slotNs() != 0 && (entry.slotNs() < MIN_SLOT_NS || entry.slotNs() > MAX_SLOT_NS)) {
            throw new InvalidInputException(
                    field, "slotNs is neither 0 nor within 400 ms and an hour: " + entry.slotNs());
        }
        if (entry.address().length() > MAX_ADDRESS) {
            throw new InvalidInputException(
                    field,
                    "address is longer than " + MAX_ADDRESS + " characters: "
                            + entry.address().length());
        }
        checkInstant(field + ".notBefore", entry.notBefore());
        checkInstant(field + ".endAt", entry.endAt());
        Rounds rounds = checkedRounds(field, entry, plan.effectiveAt());
        if (entry.runId() != null) {
            checkRun(field, rounds, entry.runId());
        }
    }

    private static Rounds checkedRounds(String field, PlanEntry entry, Instant from) {
        try {
            Rounds rounds = entry.rounds();
            OptionalLong _ = rounds.firstAtOrAfter(from);
            if (entry.notBefore() != null) {
                OptionalLong _ = rounds.firstAtOrAfter(entry.notBefore());
            }
            return rounds;
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new InvalidInputException(field, String.valueOf(e.getMessage()));
        }
    }

    private static void checkRun(String field, Rounds rounds, String runId) {
        if (!RUN_ID.matcher(runId).matches()) {
            throw new InvalidInputException(field, "runId is not 1 to 64 of letters, digits, '.', '_' and '-'");
        }
        Instant end = rounds.endAt();
        Duration open = end == null ? Duration.ZERO : Duration.between(rounds.instantOf(0), end);
        if (!open.isPositive() || open.compareTo(Duration.ofNanos(rounds.periodNs())) > 0) {
            throw new InvalidInputException(field, "has a runId and not exactly one round: " + runId);
        }
    }

    private static void checkInstant(String field, @Nullable Instant instant) {
        try {
            if (instant != null) {
                long _ = EpochNanos.of(instant);
            }
        } catch (ArithmeticException e) {
            throw new InvalidInputException(field, "is beyond the year 2262: " + instant);
        }
    }
}
