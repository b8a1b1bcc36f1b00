// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.outside.OutsideText;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.task.OldNodes;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.Topology;
import io.netmonitor.core.time.Durations;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes tasks of ours of tasks in the prototype's form. Whatever is wrong is told by the form's fields.
 *
 * <p>A measurement of bandwidth needs its nodes for itself, so its period is on a ladder ({@link Slots}). One that is not, as the
 * prototype allowed, becomes the next longer one of the ladder: scripts of old go on working, and measure no more often than
 * they asked. Where old nodes alone measure, any period stays.
 *
 * <p>Safe for use by many threads.
 */
public final class OldTaskReader {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Function<TaskSpec, List<Fault>> judge;
    private final Supplier<? extends Collection<Node>> nodes;
    private final OldTime times;

    /**
     * Reads tasks.
     *
     * @param judge finds what is wrong with a task by itself
     * @param nodes that have joined
     * @param zone in which times are read
     */
    public OldTaskReader(
            Function<TaskSpec, List<Fault>> judge, Supplier<? extends Collection<Node>> nodes, ZoneId zone) {
        this.judge = judge;
        this.nodes = nodes;
        this.times = new OldTime(zone);
    }

    /**
     * Makes a task of ours.
     *
     * @throws InvalidInputException with every fault, by the fields of the form
     */
    TaskSpec read(OldTask old) {
        List<Fault> faults = new ArrayList<>();
        Optional<OldType> type = OldType.written(old.type());
        if (type.isEmpty()) {
            faults.add(new Fault(OldTask.TYPE, "is neither Basic nor AB: " + OutsideText.brief(old.type())));
        }
        OldMembers.Meant meant = new OldMembers(nodes.get()).read(old.members(), faults);
        TaskSpec written = new TaskSpec(
                name(old.name()),
                null,
                old.description().isEmpty() ? null : old.description(),
                type.map(OldType::kind).orElse(""),
                meant.members(),
                Topology.MESH,
                null,
                List.of(),
                meant.family(),
                time(OldTask.START, old.start(), faults),
                time(OldTask.END, old.end(), faults),
                period(old, faults),
                Map.of(),
                meant.listedAs());
        TaskSpec spec = onLadder(written);
        Set<String> known = faults.stream()
                .map(fault -> fault.field().equals(OldTask.UNIT) ? OldTask.PERIOD : fault.field())
                .collect(Collectors.toSet());
        judge.apply(spec).stream()
                .map(OldTaskReader::inForm)
                .filter(fault -> !known.contains(fault.field()))
                .forEach(faults::add);
        InvalidInputException.throwIfAny(faults);
        return spec;
    }

    /**
     * Does something with a task that was read.
     *
     * @throws InvalidInputException of the action's, by the fields of the form
     */
    static <T> T inForm(Supplier<T> action) {
        try {
            return action.get();
        } catch (InvalidInputException e) {
            InvalidInputException refusal = new InvalidInputException(
                    e.faults().stream().map(OldTaskReader::inForm).toList());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static Fault inForm(Fault fault) {
        String field = fault.field().split("[.\\[]", 2)[0];
        String inForm = switch (field) {
            case "name" -> OldTask.NAME;
            case "description" -> OldTask.DESCRIPTION;
            case "kind", "settings" -> OldTask.TYPE;
            case "members", "listedAs", "topology", "family" -> OldTask.MEMBERS;
            case "start" -> OldTask.START;
            case "end" -> OldTask.END;
            case "period" -> OldTask.PERIOD;
            default -> fault.field();
        };
        return new Fault(inForm, fault.message());
    }

    /** Blanks of every script become low lines, as in the prototype; one that has nothing else is no name. */
    private static String name(String written) {
        return written.isBlank()
                ? ""
                : written.codePoints()
                        .map(point -> Character.isSpaceChar(point) ? '_' : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private @Nullable Instant time(String field, String written, List<Fault> faults) {
        if (written.isBlank()) {
            faults.add(new Fault(field, "is missing; write it as 2026-12-01T08:00"));
            return null;
        }
        try {
            return times.read(written);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(field, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static String period(OldTask old, List<Fault> faults) {
        String letter = OldPeriod.LETTERS.get(old.unit());
        if (letter == null) {
            faults.add(new Fault(OldTask.UNIT, "is none of seconds, minutes, hours: " + OutsideText.brief(old.unit())));
        }
        String number = old.period().strip();
        if (!NUMBER.matcher(number).matches() || Integer.parseInt(number) == 0) {
            faults.add(new Fault(
                    OldTask.PERIOD,
                    number.isEmpty()
                            ? "is missing"
                            : "is not a whole number from 1 to 999999999: " + OutsideText.brief(number)));
            return "";
        }
        return letter == null ? "" : Integer.parseInt(number) + letter;
    }

    private static TaskSpec onLadder(TaskSpec spec) {
        if (!spec.kind().equals(OldType.BANDWIDTH.kind()) || spec.period().isEmpty() || OldNodes.only(spec)) {
            return spec;
        }
        long ns = Durations.parseNs(spec.period());
        return Slots.isPeriod(ns)
                ? spec
                : Slots.sizes().stream()
                        .filter(size -> size * Slots.LENGTH_NS > ns)
                        .findFirst()
                        .map(size -> spec.withPeriod(Slots.period(size)))
                        .orElse(spec);
    }
}
