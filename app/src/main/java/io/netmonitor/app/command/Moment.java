// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.time.Durations;
import io.netmonitor.core.time.WallClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/**
 * Reads instants as people write them: {@code 2026-11-22T11:00:00Z}, {@code 2026-11-22T19:00+08:00}, {@code 2026-11-22 19:00} and
 * {@code 19:00} in the zone of this machine, and {@code 5m} ago.
 */
public final class Moment implements ITypeConverter<Instant> {
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter FINE_TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final WallClock clock;
    private final ZoneId zone;

    public Moment() {
        this(WallClock.SYSTEM, ZoneId.systemDefault());
    }

    Moment(WallClock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Instant convert(String text) {
        try {
            if (text.matches("\\d{2}:\\d{2}(:\\d{2})?")) {
                LocalDate today = LocalDate.ofInstant(clock.now(), zone);
                return today.atTime(LocalTime.parse(text)).atZone(zone).toInstant();
            }
            if (text.matches("\\d{4}-.*(Z|[+-]\\d{2}:\\d{2})")) {
                return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
            }
            if (text.matches("\\d{4}-.*")) {
                return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
            }
            return clock.now().minus(Durations.parse(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new TypeConversionException("is neither an instant such as 2026-11-22T11:00:00Z, a time of today such"
                    + " as 19:00 or 19:00:30, nor a time ago such as 5m: " + text);
        }
    }

    /** A column's heading that says in which zone its times are. */
    public static String heading(String name) {
        return name + " (" + ZoneId.systemDefault() + ")";
    }

    /** An instant of the API, in the zone of this machine, to the second; nothing when it is absent. */
    public static String text(JsonNode instant) {
        return text(instant, TEXT);
    }

    /** As {@link #text(JsonNode)}, to the millisecond. */
    public static String fineText(JsonNode instant) {
        return text(instant, FINE_TEXT);
    }

    private static String text(JsonNode instant, DateTimeFormatter form) {
        String written = instant.asString("");
        try {
            return written.isEmpty() ? "" : form.format(Instant.parse(written).atZone(ZoneId.systemDefault()));
        } catch (DateTimeException e) {
            return written;
        }
    }
}
