// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.core.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as an old controller writes it, of which a node needs no more than this.
 *
 * @param taskType {@code Basic} or {@code AB}
 * @param testMembers host names or addresses
 * @param taskStartTime {@code YYYY-MM-DDTHH:MM}, without a zone
 * @param taskEndTime the same
 * @param measurementPeriod a whole number, as text
 * @param measurementPeriodUnit {@code seconds}, {@code minutes} or {@code hours}
 */
record TaskFile(
        @Nullable String taskType,
        @Nullable List<@Nullable String> testMembers,
        @Nullable String taskStartTime,
        @Nullable String taskEndTime,
        @Nullable String measurementPeriod,
        @Nullable String measurementPeriodUnit) {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    /**
     * The job that this is for a node.
     *
     * @param zone in which the times are read
     * @throws InvalidInputException naming the field that is at fault
     */
    Job job(Dispatch dispatch, ZoneId zone, Instant now) {
        Instant startAt = instant("taskStartTime", taskStartTime, zone);
        return new Job(
                dispatch.job(),
                Job.Kind.of(said("taskType", taskType)),
                dispatch.self(),
                members(),
                startAt,
                instant("taskEndTime", taskEndTime, zone),
                periodSeconds(),
                startAt.isBefore(now) ? now : startAt);
    }

    /** Those that are there; what is wrong with one is said by {@link Job}. */
    List<String> members() {
        return said("testMembers", testMembers).stream()
                .map(member -> said("testMembers", member))
                .toList();
    }

    private static <T> T said(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidInputException(field, "is missing");
        }
        return value;
    }

    private static Instant instant(String field, @Nullable String text, ZoneId zone) {
        try {
            LocalDateTime time = LocalDateTime.parse(said(field, text));
            if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                return time.atZone(zone).toInstant();
            }
        } catch (DateTimeException e) {
            // Falls through to the same refusal.
        }
        throw new InvalidInputException(field, "is not of the form 2026-11-22T19:00: " + text);
    }

    private long periodSeconds() {
        String text = said("measurementPeriod", measurementPeriod).strip();
        if (!text.matches("[0-9]{1,9}")) {
            throw new InvalidInputException("measurementPeriod", "is not a whole number: " + text);
        }
        return Long.parseLong(text) * unitSeconds(said("measurementPeriodUnit", measurementPeriodUnit));
    }

    private static long unitSeconds(String unit) {
        return switch (unit) {
            case "seconds" -> 1;
            case "minutes" -> 60;
            case "hours" -> 3600;
            default ->
                throw new InvalidInputException(
                        "measurementPeriodUnit", "is none of seconds, minutes and hours: " + unit);
        };
    }
}
