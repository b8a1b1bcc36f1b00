// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.task.TaskSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task as people send it: its start and end may be written with an offset, or as the clock on the wall shows them, in the
 * zone that the task names or else the controller's.
 */
final class TaskText {
    private static final Set<String> TIMES = Set.of("start", "end");
    private static final Pattern ON_THE_WALL =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?");

    private final ZoneId zone;

    /** Reads times without a zone in this one. */
    TaskText(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Reads a task.
     *
     * @param judge finds what is wrong with a task that can be read
     * @throws InvalidInputException with every fault, those of what can be read as well when something cannot
     */
    TaskSpec read(String body, Function<TaskSpec, List<Fault>> judge) {
        if (!(Json.readStrictly(body, JsonNode.class) instanceof ObjectNode task)) {
            throw new InvalidInputException("body", "is not an object");
        }
        List<Fault> slips = new ArrayList<>();
        ZoneId named = zone;
        try {
            named = zone(task);
        } catch (InvalidInputException e) {
            slips.addAll(e.faults());
        }
        for (String field : List.copyOf(task.propertyNames())) {
            try {
                check(task, field, named);
            } catch (InvalidInputException e) {
                slips.addAll(e.faults());
                task.remove(field);
            }
        }
        TaskSpec spec = Json.convertStrictly(task, TaskSpec.class);
        if (!slips.isEmpty()) {
            Set<String> known =
                    slips.stream().map(Fault::field).map(TaskText::root).collect(Collectors.toUnmodifiableSet());
            List<Fault> faults = new ArrayList<>(slips);
            judge.apply(spec).stream()
                    .filter(fault -> !known.contains(root(fault.field())))
                    .forEach(faults::add);
            throw new InvalidInputException(faults);
        }
        return spec;
    }

    private static void check(ObjectNode task, String field, ZoneId zone) {
        if (TIMES.contains(field)) {
            resolve(task, field, zone);
        }
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.set(field, task.get(field));
        try {
            Json.convertStrictly(alone, TaskSpec.class);
        } catch (InvalidInputException e) {
            InvalidInputException refusal = new InvalidInputException(e.faults().stream()
                    .map(fault -> root(fault.field()).equals(field) ? fault : new Fault(field, fault.message()))
                    .toList());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static String root(String field) {
        return field.split("[.\\[]", 2)[0];
    }

    private ZoneId zone(ObjectNode task) {
        JsonNode named = task.remove("zone");
        if (named == null || named.isNull()) {
            return zone;
        }
        try {
            return ZoneId.of(named.asString(""));
        } catch (DateTimeException e) {
            InvalidInputException refusal =
                    new InvalidInputException("zone", "is not a time zone such as Asia/Shanghai or +08:00: " + named);
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
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isBefore(Query.EARLIEST) || instant.isAfter(Query.LATEST)) {
                throw new InvalidInputException(field, "is outside the years 0 to 9999: " + text);
            }
            return Json.text(instant);
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
