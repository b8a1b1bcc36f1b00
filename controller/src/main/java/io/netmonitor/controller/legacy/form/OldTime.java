// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import io.netmonitor.core.outside.OutsideText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Times as the prototype writes them, {@code 2026-12-01T08:00}: as the clock on the wall shows them, without a zone. The prototype read
 * them in each node's own zone; here it is the controller's. Immutable.
 */
final class OldTime {
    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}");
    private static final DateTimeFormatter WRITER = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private final ZoneId zone;

    OldTime(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    Instant read(String text) {
        LocalDateTime wall = wall(text);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
        if (offsets.size() != 1) {
            throw new IllegalArgumentException("comes " + (offsets.isEmpty() ? "never" : "twice") + " in " + zone
                    + ", where clocks are set then; choose another: " + text);
        }
        return wall.toInstant(offsets.getFirst());
    }

    private static LocalDateTime wall(String text) {
        try {
            if (FORM.matcher(text).matches()) {
                return LocalDateTime.parse(text);
            }
        } catch (DateTimeException e) {
            // Falls through to the same refusal.
        }
        throw new IllegalArgumentException("is not a time such as 2026-12-01T08:00: " + OutsideText.brief(text));
    }

    /** The minute in which something starts: one that has begun is past, and old nodes start at once. */
    String start(Instant instant) {
        return WRITER.format(instant.atZone(zone));
    }

    /** The minute by which something has ended. */
    String end(Instant instant) {
        Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
        return WRITER.format((minute.equals(instant) ? minute : minute.plus(1, ChronoUnit.MINUTES)).atZone(zone));
    }
}
