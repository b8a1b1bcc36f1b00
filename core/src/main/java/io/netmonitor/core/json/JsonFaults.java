// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.json;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in words for people why JSON was refused; the reader's own messages go on about its classes. */
final class JsonFaults {
    private JsonFaults() {}

    /** The refusal that names the place and the cause. */
    static InvalidInputException refusal(JacksonException e) {
        String place = place(e);
        if (e.getCause() instanceof InvalidInputException inner) {
            return because(
                    e,
                    inner.faults().stream()
                            .map(fault -> new Fault(join(place, fault.field()), fault.message()))
                            .toList());
        }
        String missing = e.getCause() instanceof NullPointerException npe ? missingField(npe) : "";
        if (!missing.isEmpty()) {
            return because(e, List.of(new Fault(join(place, missing), "is missing")));
        }
        return because(e, List.of(new Fault(place.isEmpty() ? "body" : place, cause(e) + where(e))));
    }

    private static InvalidInputException because(JacksonException e, List<Fault> faults) {
        InvalidInputException refusal = new InvalidInputException(faults);
        refusal.initCause(e);
        return refusal;
    }

    private static String place(JacksonException e) {
        StringBuilder place = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() != null) {
                place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else {
                place.append('[').append(step.getIndex()).append(']');
            }
        }
        return place.toString();
    }

    private static String join(String place, String field) {
        return place.isEmpty() ? field : place + "." + field;
    }

    /** Records require their components by name, so the message is the name; empty when it is not. */
    private static String missingField(NullPointerException e) {
        String name = Objects.requireNonNullElse(e.getMessage(), "");
        return name.matches("[a-z][A-Za-z0-9]*") ? name : "";
    }

    private static String cause(JacksonException e) {
        return switch (e) {
            case JacksonException refused
            when refused.getCause() instanceof IllegalArgumentException inner && inner.getMessage() != null ->
                inner.getMessage();
            case JacksonException refused
            when refused.getCause() instanceof NullPointerException -> "lacks a list or an object, or has null in one";
            case UnrecognizedPropertyException unknown -> "is unknown; there are " + known(unknown);
            case InvalidFormatException bad -> "is not " + wanted(bad.getTargetType()) + ": " + bad.getValue();
            case MismatchedInputException bad
            when bad.getTargetType() != null -> "is missing or not " + wanted(bad.getTargetType());
            default -> firstClause(e.getOriginalMessage());
        };
    }

    private static String known(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String wanted(Class<?> type) {
        if (type == String.class) {
            return "text";
        } else if (type == Instant.class) {
            return "an instant such as 2026-11-22T11:00:00Z";
        } else if (type == UUID.class) {
            return "a UUID";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return "an object";
    }

    private static String firstClause(String message) {
        String line = message.lines().findFirst().orElse("cannot be read");
        return line.replaceFirst(" \\((class |start marker at|from `).*", "");
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
