// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a request's query parameters and collects what is wrong with them. Used by one thread. */
final class Query {
    /** What can be written with four digits for the year, in whatever zone. */
    static final Instant EARLIEST = Instant.parse("0000-01-02T00:00:00Z");

    static final Instant LATEST = Instant.parse("9999-12-30T23:59:59.999999999Z");

    private final Context context;
    private final List<Fault> faults = new ArrayList<>();

    /** Unknown parameters are faults: most likely a slip of the pen. */
    Query(Context context, List<Parameter> known) {
        this.context = context;
        Set<String> names = known.stream().map(Parameter::name).collect(Collectors.toSet());
        for (String name : context.queryParamMap().keySet()) {
            if (!names.contains(name)) {
                faults.add(new Fault(
                        name,
                        "is no parameter here; there are "
                                + names.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
    }

    @Nullable
    String text(String name) {
        String value = context.queryParam(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A parameter without which there is no answer; empty when it is missing, which {@link #done} refuses. */
    String needed(String name) {
        String value = text(name);
        if (value == null) {
            faults.add(new Fault(name, "is missing"));
            return "";
        }
        return value;
    }

    @Nullable
    Instant instant(String name) {
        return read(name, value -> {
            try {
                Instant instant = Instant.parse(value);
                if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                    throw new IllegalArgumentException("is outside the years 0 to 9999: " + value);
                }
                return instant;
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("is not an instant such as 2026-11-22T11:00:00Z: " + value, e);
            }
        });
    }

    int whole(String name, int absent, int min, int max) {
        Integer value = read(name, text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Falls through to the same refusal.
            }
            throw new IllegalArgumentException("is not a whole number from " + min + " to " + max + ": " + text);
        });
        return value == null ? absent : value;
    }

    <T> @Nullable T read(String name, Function<String, T> reader) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(name, String.valueOf(e.getMessage())));
            return null;
        }
    }

    /** Throws when anything was wrong. */
    void done() {
        InvalidInputException.throwIfAny(faults);
    }
}
