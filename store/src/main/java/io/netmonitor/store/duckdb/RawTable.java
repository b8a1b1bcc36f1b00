// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.probe.ProbeDescription;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The results of one kind that started on one UTC day.
 *
 * <pre>
 * raw_basic_20261122         id task revision … other  sent "roundTrip.delay.meanNs" …
 * raw_unknown_kind_20261122  id task revision … other
 * </pre>
 *
 * What no column can give back exactly is kept as JSON in {@code other}: fields that the description does not name, or gained
 * after the table was made, or whose value has another type; and all fields of kinds that are unknown here.
 *
 * @param kind name of the probe type, or {@link #UNKNOWN}
 * @param day in UTC
 * @param columns one a field, beside the {@link #COMMON} ones
 */
record RawTable(String kind, LocalDate day, List<Column> columns) {
    /** Stands for the kinds that are unknown here; no kind has an underscore. */
    static final String UNKNOWN = "unknown_kind";

    /** What every result has, in the order of {@link ResultRows}. */
    static final String COMMON = "id, task, revision, round, run_id, kind, source, destination, family, planned_ns,"
            + " started_ns, duration_ns, outcome, reason, late, overlaps_train, received_ns, other";

    private static final String COMMON_TYPES =
            "id BIGINT, task VARCHAR, revision BIGINT, round BIGINT, run_id VARCHAR, kind VARCHAR, source VARCHAR,"
                    + " destination VARCHAR, family VARCHAR, planned_ns BIGINT, started_ns BIGINT, duration_ns BIGINT,"
                    + " outcome VARCHAR, reason VARCHAR, late BOOLEAN, overlaps_train BOOLEAN, received_ns BIGINT,"
                    + " other VARCHAR";
    private static final Set<String> COMMON_NAMES = Set.of(COMMON.split(", *"));
    private static final Pattern NAME = Pattern.compile("raw_(.+)_(\\d{8})");

    RawTable {
        columns = List.copyOf(columns);
    }

    /** A new table for a kind's description, absent when the kind is unknown. */
    static RawTable describe(String kind, LocalDate day, @Nullable ProbeDescription description) {
        if (description == null) {
            return new RawTable(UNKNOWN, day, List.of());
        }
        List<Column> columns = new ArrayList<>();
        // DuckDB takes names that differ in case alone for the same.
        Set<String> taken = new HashSet<>(COMMON_NAMES);
        description.fields().forEach(field -> {
            if (taken.add(field.name().toLowerCase(Locale.ROOT))) {
                columns.add(new Column(field.name(), Column.Type.of(field.type())));
            }
        });
        return new RawTable(kind, day, columns);
    }

    /** A table that is there, from its name and all its columns; empty when the name is not one of these. */
    static Optional<RawTable> read(String name, List<Column> all) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        LocalDate day = LocalDate.parse(matcher.group(2), DateTimeFormatter.BASIC_ISO_DATE);
        List<Column> columns = all.stream()
                .filter(column -> !COMMON_NAMES.contains(column.name()))
                .toList();
        return Optional.of(new RawTable(matcher.group(1), day, columns));
    }

    /** The UTC day on which an instant lies. */
    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Name without quotes. */
    String name() {
        return "raw_" + kind + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    /** Name as it stands in a statement. */
    String quoted() {
        return '"' + name() + '"';
    }

    /** All columns, as {@link ResultRows} reads them. */
    String selected() {
        StringBuilder names = new StringBuilder(COMMON);
        columns.forEach(column -> names.append(", ").append(column.quoted()));
        return names.toString();
    }

    String createStatement() {
        StringBuilder sql = new StringBuilder("CREATE TABLE " + quoted() + " (" + COMMON_TYPES);
        columns.forEach(
                column -> sql.append(", ").append(column.quoted()).append(' ').append(column.type()));
        return sql.append(')').toString();
    }
}
