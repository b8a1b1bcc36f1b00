// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.store.RollUp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The windows of one level that started on one UTC day ({@code series_5m_20261122}) or, for hours, in one month
 * ({@code series_1h_20261101}).
 *
 * @param level length of the windows
 * @param from first day of it, in UTC
 */
record SeriesTable(RollUp level, LocalDate from) {
    static final String COLUMNS = "task VARCHAR, kind VARCHAR, source VARCHAR, destination VARCHAR, family VARCHAR,"
            + " metric VARCHAR, window_ns BIGINT, count BIGINT, failed BIGINT, sum DOUBLE, min DOUBLE, max DOUBLE,"
            + " histogram BLOB";

    private static final Pattern NAME = Pattern.compile("series_(5m|1h)_(\\d{8})");

    /** The table of the window in which an instant lies. */
    static SeriesTable of(RollUp level, Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return new SeriesTable(
                level,
                switch (level) {
                    case FIVE_MINUTES -> day;
                    case HOUR -> day.withDayOfMonth(1);
                });
    }

    /** A table by its name; empty when the name is not one of these. */
    static Optional<SeriesTable> read(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        RollUp level = matcher.group(1).equals(RollUp.HOUR.label()) ? RollUp.HOUR : RollUp.FIVE_MINUTES;
        return Optional.of(new SeriesTable(level, LocalDate.parse(matcher.group(2), DateTimeFormatter.BASIC_ISO_DATE)));
    }

    /** Whether a window of this table can start within a time. */
    boolean touches(Instant start, Instant stop) {
        return end().isAfter(start)
                && from.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(stop);
    }

    /** When its last window ends. */
    Instant end() {
        LocalDate next = switch (level) {
            case FIVE_MINUTES -> from.plusDays(1);
            case HOUR -> from.plusMonths(1);
        };
        return next.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    String name() {
        return "series_" + level.label() + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(from);
    }
}
