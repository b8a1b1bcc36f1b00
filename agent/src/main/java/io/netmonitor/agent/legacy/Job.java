// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import io.netmonitor.core.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an old node does of one task. Its rounds stand on a grid.
 *
 * <pre>
 * startAt   beginsAt            endAt
 *    |---------o----o----o----o--|        o a round: beginsAt + k · period
 *              0    1    2    3
 * </pre>
 *
 * @param name of the task file, and the job's at the Pushgateway
 * @param kind what is measured
 * @param self this node as the task lists it
 * @param members all, sorted as strings
 * @param startAt the task's start
 * @param endAt from when nothing is measured any more
 * @param periodSeconds distance of two rounds
 * @param beginsAt first round: the start, or when the job came if that was later
 */
record Job(
        String name,
        Kind kind,
        String self,
        List<String> members,
        Instant startAt,
        Instant endAt,
        long periodSeconds,
        Instant beginsAt) {
    /** A year and a day; a longer one is a slip. */
    static final long MAX_PERIOD_SECONDS = Duration.ofDays(366).toSeconds();

    private static final int MAX_MEMBERS = 1000;

    /** What is measured, in the task file's words. */
    enum Kind {
        BASIC("Basic"),
        BANDWIDTH("AB");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @JsonValue
        String label() {
            return label;
        }

        @JsonCreator
        static Kind of(String label) {
            for (Kind kind : values()) {
                if (kind.label.equals(label)) {
                    return kind;
                }
            }
            throw new InvalidInputException("taskType", "is neither Basic nor AB: " + label);
        }
    }

    Job {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(self, "self");
        requireNonNull(startAt, "startAt");
        requireNonNull(endAt, "endAt");
        requireNonNull(beginsAt, "beginsAt");
        members = members.stream().distinct().sorted().toList();
        if (!Dispatch.isName(name)) {
            throw new InvalidInputException("name", "is none: " + name);
        }
        if (members.size() > MAX_MEMBERS) {
            throw new InvalidInputException("testMembers", "are more than " + MAX_MEMBERS + ": " + members.size());
        }
        if (!members.contains(self)) {
            throw new InvalidInputException("testMembers", "do not hold this node as " + self);
        }
        for (String member : members) {
            if (!Dispatch.isAddress(member)) {
                throw new InvalidInputException("testMembers", "hold what is no host name or address: " + member);
            }
        }
        if (periodSeconds < 1 || periodSeconds > MAX_PERIOD_SECONDS) {
            throw new InvalidInputException("measurementPeriod", "is not 1 s to 366 d: " + periodSeconds + " s");
        }
    }

    /**
     * Whom this node measures, in this order. Basic serves both directions, so it measures those before itself and leaves the pairs
     * with those behind it to them; bandwidth is one direction's.
     */
    @JsonIgnore
    List<String> peers() {
        return switch (kind) {
            case BASIC -> members.subList(0, members.indexOf(self));
            case BANDWIDTH ->
                members.stream().filter(member -> !member.equals(self)).toList();
        };
    }

    /** Whether there is nothing left to do: its end is past, or not after its start. */
    boolean isOver(Instant now) {
        return !endAt.isAfter(startAt) || !now.isBefore(endAt);
    }

    /** Whether both stand for the same task, whenever they came. */
    boolean isSameTask(Job other) {
        return equals(new Job(
                other.name,
                other.kind,
                other.self,
                other.members,
                other.startAt,
                other.endAt,
                other.periodSeconds,
                beginsAt));
    }

    Instant instantOf(long round) {
        return beginsAt.plusSeconds(Math.multiplyExact(round, periodSeconds));
    }

    /** The round whose period an instant lies in; negative before the first. */
    long roundAt(Instant now) {
        long seconds = Math.subtractExact(now.getEpochSecond(), beginsAt.getEpochSecond());
        boolean fractionShort = now.getNano() < beginsAt.getNano();
        return Math.floorDiv(fractionShort ? seconds - 1 : seconds, periodSeconds);
    }

    /** The first round not before an instant. */
    long firstRoundFrom(Instant now) {
        long round = Math.max(roundAt(now), -1);
        return round >= 0 && instantOf(round).equals(now) ? round : round + 1;
    }
}
