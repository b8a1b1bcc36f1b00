// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the audit needs of one result.
 *
 * @param round number of the round; absent when a person started it
 * @param runId what that person was given; absent when it was planned
 * @param plannedNs nanoseconds since the epoch, as is startedNs
 * @param reason empty when none is given
 */
public record Reported(
        String task,
        int revision,
        @Nullable Long round,
        @Nullable String runId,
        String kind,
        String source,
        String destination,
        String family,
        long plannedNs,
        long startedNs,
        long durationNs,
        String outcome,
        String reason) {

    /** Reads one as the API shows it. */
    public static Reported read(JsonNode json) {
        return new Reported(
                json.path("task").asString(""),
                json.path("revision").asInt(),
                json.has("round") ? json.path("round").asLong() : null,
                json.has("runId") ? json.path("runId").asString("") : null,
                json.path("kind").asString(""),
                json.path("source").asString(""),
                json.path("destination").asString(""),
                json.path("family").asString(""),
                Nanos.of(json.path("plannedAt").asString("")),
                Nanos.of(json.path("startedAt").asString("")),
                json.path("durationNs").asLong(),
                json.path("outcome").asString(""),
                json.path("reason").asString(""));
    }

    /** When it was planned, as the API reads it. */
    public String plannedAt() {
        return Nanos.text(plannedNs);
    }

    /** Whether it needed its nodes for itself. */
    boolean isExclusive() {
        return kind.equals(Promise.EXCLUSIVE_KIND);
    }

    boolean isMissed() {
        return outcome.equals("missed");
    }

    /** Whether its destination took part: one that did not answer at all was in no measurement. */
    boolean reachedDestination() {
        return !isMissed()
                && !outcome.equals("unreachable")
                && !outcome.equals("refused")
                && !outcome.equals("no-answer");
    }

    /** Its outcome in the words in which the plan explains rounds. */
    String sort() {
        return switch (outcome) {
            case "missed" -> "missed";
            case "measured", "unstable", "host-limited", "above" -> "measured";
            default -> "failed";
        };
    }

    long endNs() {
        return startedNs + durationNs;
    }

    Series series() {
        return new Series(task, revision, source, destination, family);
    }

    /** By which it is one result and no other. */
    String identity() {
        return series() + (round == null ? " run " + runId : " round " + round);
    }

    @Override
    public String toString() {
        return identity() + " " + outcome + " " + Nanos.clock(startedNs) + " for " + durationNs / 1_000_000 + " ms";
    }
}
