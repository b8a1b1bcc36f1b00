// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.outside.OutsideText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task as somebody wrote it in the prototype's form or file: texts that nobody has looked at yet. What is absent is empty.
 *
 * @param name {@code taskName}
 * @param description {@code taskDescription}
 * @param type {@code taskType}
 * @param members {@code testMembers}
 * @param start {@code taskStartTime}
 * @param end {@code taskEndTime}
 * @param period {@code measurementPeriod}
 * @param unit {@code measurementPeriodUnit}
 */
record OldTask(
        String name,
        String description,
        String type,
        List<String> members,
        String start,
        String end,
        String period,
        String unit) {
    static final String NAME = "taskName";
    static final String DESCRIPTION = "taskDescription";
    static final String TYPE = "taskType";
    static final String MEMBERS = "testMembers";
    static final String START = "taskStartTime";
    static final String END = "taskEndTime";
    static final String PERIOD = "measurementPeriod";
    static final String UNIT = "measurementPeriodUnit";

    private static final Set<String> FIELDS =
            new TreeSet<>(Set.of(NAME, DESCRIPTION, TYPE, MEMBERS, START, END, PERIOD, UNIT));

    OldTask {
        members = List.copyOf(members);
    }

    /**
     * Reads a form. Fields that it does not know are left alone, as the prototype left them: buttons have names as well.
     *
     * @throws InvalidInputException naming every field that is there twice
     */
    static OldTask of(FormFields form) {
        List<Fault> faults = new ArrayList<>();
        OldTask task = new OldTask(
                form.one(NAME, faults),
                form.one(DESCRIPTION, faults),
                form.one(TYPE, faults),
                form.all(MEMBERS),
                form.one(START, faults),
                form.one(END, faults),
                form.one(PERIOD, faults),
                form.one(UNIT, faults));
        InvalidInputException.throwIfAny(faults);
        return task;
    }

    /**
     * Reads a file as JSON. The prototype evaluated it as Python source; here nothing is evaluated, and a field that is unknown is a
     * fault, since it is most likely a slip of the pen.
     *
     * @throws InvalidInputException naming every field that is not as it should be
     */
    static OldTask of(String json) {
        if (!(Json.readStrictly(json, JsonNode.class) instanceof ObjectNode file)) {
            throw new InvalidInputException("body", "is not an object");
        }
        List<Fault> faults = new ArrayList<>();
        for (String field : file.propertyNames()) {
            if (!FIELDS.contains(field)) {
                faults.add(new Fault(OutsideText.brief(field), "is unknown; there are " + String.join(", ", FIELDS)));
            }
        }
        OldTask task = new OldTask(
                text(file, NAME, faults),
                text(file, DESCRIPTION, faults),
                text(file, TYPE, faults),
                texts(file, faults),
                text(file, START, faults),
                text(file, END, faults),
                number(file, faults),
                text(file, UNIT, faults));
        InvalidInputException.throwIfAny(faults);
        return task;
    }

    private static String text(ObjectNode file, String field, List<Fault> faults) {
        JsonNode value = file.path(field);
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isString()) {
            faults.add(new Fault(field, "is not text"));
            return "";
        }
        return value.stringValue();
    }

    /** A script may have written the number as such: to nodes of the prototype it was the same. */
    private static String number(ObjectNode file, List<Fault> faults) {
        JsonNode value = file.path(PERIOD);
        return value.isIntegralNumber() ? value.asString() : text(file, PERIOD, faults);
    }

    private static List<String> texts(ObjectNode file, List<Fault> faults) {
        JsonNode value = file.path(MEMBERS);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
            faults.add(new Fault(MEMBERS, "is not a list of texts"));
            return List.of();
        }
        return value.valueStream().map(JsonNode::stringValue).toList();
    }
}
