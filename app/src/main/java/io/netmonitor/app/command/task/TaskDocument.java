// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.task.TaskSpec;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task as it is written in a file. Whether its values make sense is the controller's to judge; here it is that every key is
 * one and every value of its type. Times stay text, since the controller knows how those without a zone are meant. Immutable.
 */
final class TaskDocument {
    private static final Set<String> TIMES = Set.of("start", "end", "zone");
    private static final Set<String> OF_THE_CONTROLLER =
            Set.of("number", "revision", "state", "createdAt", "changedAt");
    private static final List<String> KEYS = keys();

    private final String file;
    private final int index;
    private final TaskTree tree;
    private final List<Fault> slips;

    /**
     * A task.
     *
     * @param file as it was named
     * @param index of the task in the file, from 1
     * @param tree whose root is an object
     */
    TaskDocument(String file, int index, TaskTree tree) {
        this.file = file;
        this.index = index;
        this.tree = tree;
        this.slips = slips();
    }

    private static List<String> keys() {
        List<String> keys = Arrays.stream(TaskSpec.class.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(ArrayList::new));
        keys.add(keys.indexOf("end") + 1, "zone");
        return List.copyOf(keys);
    }

    /** Every key that a person may write, in the order in which people like to read them. */
    static List<String> allKeys() {
        return KEYS;
    }

    /** Its name; empty when it has none. */
    String name() {
        return tree.root().path("name").asString("");
    }

    /** What is wrong with it by itself. */
    List<TaskFault> faults() {
        return slips.stream().map(this::located).toList();
    }

    /** The same complaint with its place. */
    TaskFault located(Fault fault) {
        return new TaskFault(
                file,
                tree.line(fault.field()),
                name().isEmpty() ? "#" + index : name(),
                fault.field(),
                fault.message());
    }

    /** Where it begins, for people. */
    String place() {
        return file + ":" + tree.line("");
    }

    /** Whether the controller can be asked for its opinion: that goes by the name. */
    boolean isNamed() {
        return slips.stream().noneMatch(fault -> fault.field().equals("name"));
    }

    /** Whether something was left out of the body on account of this field, so that complaints about it are void. */
    boolean isSlip(String field) {
        return slips.stream().anyMatch(slip -> root(slip.field()).equals(root(field)));
    }

    /** What to send: all that is written, but for what is wrong by itself. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        tree.root().properties().forEach(entry -> {
            if (!entry.getValue().isNull() && !isSlip(entry.getKey())) {
                body.set(entry.getKey(), entry.getValue());
            }
        });
        return body;
    }

    private List<Fault> slips() {
        List<Fault> found = new ArrayList<>(tree.faults());
        tree.root().properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                checkField(entry.getKey(), entry.getValue(), found);
            }
        });
        Set<String> faulty = found.stream().map(Fault::field).collect(Collectors.toCollection(LinkedHashSet::new));
        if (!faulty.contains("name")) {
            checkName(name(), found);
        }
        return List.copyOf(found);
    }

    private static void checkField(String key, JsonNode value, List<Fault> faults) {
        if (OF_THE_CONTROLLER.contains(key)) {
            faults.add(new Fault(key, "is the controller's to say; leave it out, as task export does"));
        } else if (!KEYS.contains(key)) {
            faults.add(new Fault(key, "is unknown; there are " + String.join(", ", KEYS)));
        } else if (TIMES.contains(key)) {
            if (!value.isString()) {
                faults.add(new Fault(
                        key,
                        "is not text such as " + (key.equals("zone") ? "Asia/Shanghai" : "2026-12-01T08:00") + ": "
                                + value));
            }
        } else {
            ObjectNode alone = JsonNodeFactory.instance.objectNode();
            alone.set(key, value);
            try {
                Json.convertStrictly(alone, TaskSpec.class);
            } catch (InvalidInputException e) {
                faults.addAll(e.faults());
            }
        }
    }

    /** A name goes into a URL, where these would name something else. */
    private static void checkName(String name, List<Fault> faults) {
        if (name.isBlank()) {
            faults.add(new Fault("name", "is missing"));
        } else if (name.equals(".") || name.equals("..") || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            faults.add(new Fault("name", "has a slash or backslash, or is . or ..: " + name));
        }
    }

    private static String root(String field) {
        return field.split("[.\\[]", 2)[0];
    }
}
