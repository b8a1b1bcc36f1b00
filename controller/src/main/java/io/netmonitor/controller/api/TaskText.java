// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.task.TaskSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task as people send it: its start and end may be written with an offset, or as the clock on the wall shows them, in the
 * zone that the task names or else the controller's.
 */
final class TaskText {
    private static final Pattern ON_THE_WALL =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?");

    private final ZoneId zone;

    /** Reads times without a zone in this one. */
    TaskText(ZoneId zone) {
        this.zone = zone;
    }

    TaskSpec read(String body) {
        JsonNode tree = Json.readStrictly(body, JsonNode.class);
        if (tree instanceof ObjectNode task) {
            ZoneId named = zone(task);
            resolve(task, "start", named);
            resolve(task, "end", named);
        }
        return Json.convertStrictly(tree, TaskSpec.class);
    }

    private ZoneId zone(ObjectNode task) {
        JsonNode named = task.remove("zone");
        if (named == null || named.isNull()) {
            return zone;
        }
        try {
            return ZoneId.of(named.asString(""));
        } catch (DateTimeException e) {
            InvalidInputException refusal = new InvalidInputException(
                    "zone", "is not a time zone such as Asia/Shanghai or +08:00: " + named.asString(""));
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static void resolve(ObjectNode task, String field, ZoneId zone) {
        JsonNode written = task.get(field);
        if (written != null && written.isString()) {
            task.put(field, instant(field, written.asString().strip(), zone));
        }
    }

    /** In UTC, which a time at the end of all times may not have. */
    private static String instant(String field, String text, ZoneId zone) {
        try {
            if (ON_THE_WALL.matcher(text).matches()) {
                LocalDateTime wall = LocalDateTime.parse(text.replace(' ', 'T'));
                return Json.text(onceOnly(field, text, wall, zone));
            }
            return Json.text(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            InvalidInputException refusal = new InvalidInputException(
                    field, "is not a time such as 2026-12-01T08:00, 2026-12-01T08:00:00+08:00 or …Z: " + text);
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** When clocks are set, a time on the wall may not come, or come twice. */
    private static Instant onceOnly(String field, String text, LocalDateTime wall, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(wall);
        if (offsets.size() != 1) {
            throw new InvalidInputException(
                    field,
                    "comes " + (offsets.isEmpty() ? "never" : "twice") + " in " + zone
                            + ", where clocks are set then; write it with an offset: " + text);
        }
        ZoneOffset offset = offsets.getFirst();
        return wall.toInstant(offset);
    }
}
