// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.time.EpochNanos;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a row stands: by start, and among those that started at once by arrival. Newer rows never come between two places
 * that are there, except late ones that started between them; so a place is a cursor.
 *
 * @param startedNs start, nanoseconds since the epoch
 * @param id rises with each row that was ever appended
 */
record Place(long startedNs, long id) {
    static final Comparator<Place> NEWEST_FIRST = Comparator.comparingLong(Place::startedNs)
            .thenComparingLong(Place::id)
            .reversed();

    private static final Pattern CURSOR = Pattern.compile("([0-7]?[0-9a-f]{1,15})-([0-7]?[0-9a-f]{1,15})");

    /** The text that stands for this place in a page's end. */
    String cursor() {
        return Long.toHexString(startedNs) + "-" + Long.toHexString(id);
    }

    /**
     * Reads {@link #cursor}.
     *
     * @throws InvalidInputException when it is another text
     */
    static Place of(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw new InvalidInputException("cursor", "is not the \"next\" of a page: " + cursor);
        }
        return new Place(Long.parseLong(matcher.group(1), 16), Long.parseLong(matcher.group(2), 16));
    }

    LocalDate day() {
        return RawTable.dayOf(EpochNanos.toInstant(startedNs));
    }
}
