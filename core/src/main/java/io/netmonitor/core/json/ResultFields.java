// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.json;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.time.EpochNanos;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields that every result has, and collects what is wrong with them. A faulty field gives some value of its type,
 * so that reading goes on and all faults are found; null counts as absent. Not safe for use by many threads.
 */
final class ResultFields {
    /** Stands for nodes that cannot be told, so that the path can still be made. */
    private static final Path NOWHERE = new Path("a", "b", Family.IPV4);

    private final JsonNode node;
    private final List<Fault> faults = new ArrayList<>();

    ResultFields(JsonNode node) {
        this.node = node;
        if (!node.isObject()) {
            throw new InvalidInputException("result", "is not an object: " + node.getNodeType());
        }
    }

    List<Fault> faults() {
        return faults;
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    String text(String field) {
        String text = optionalText(field);
        if (text != null) {
            return text;
        }
        if (!has(field)) {
            faults.add(new Fault(field, "is missing"));
        }
        return "";
    }

    @Nullable
    String optionalText(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            faults.add(new Fault(field, "is not text: " + value));
            return null;
        }
        return value.stringValue();
    }

    boolean flag(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            faults.add(new Fault(field, "is not true or false: " + value));
            return false;
        }
        return value.booleanValue();
    }

    long whole(String field, long min, long max) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            faults.add(new Fault(field, "is missing"));
        } else if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            faults.add(new Fault(field, "is not a whole number: " + value));
        } else if (value.longValue() < min || value.longValue() > max) {
            faults.add(new Fault(field, "is outside " + min + " to " + max + ": " + value));
        } else {
            return value.longValue();
        }
        return min;
    }

    Instant instant(String field) {
        int before = faults.size();
        String text = text(field);
        if (faults.size() > before) {
            return Instant.EPOCH;
        }
        try {
            Instant instant = Instant.parse(text);
            EpochNanos.of(instant);
            return instant;
        } catch (DateTimeException e) {
            faults.add(new Fault(field, "is not an instant such as 2026-11-22T11:00:00Z: " + text));
        } catch (ArithmeticException e) {
            faults.add(new Fault(field, "is outside the years 1678 to 2261: " + text));
        }
        return Instant.EPOCH;
    }

    /** One of a few words; the reader of words says which there are. */
    <T> T word(String field, Function<String, T> words, T otherwise) {
        int before = faults.size();
        String text = text(field);
        if (faults.size() == before) {
            try {
                return words.apply(text);
            } catch (IllegalArgumentException e) {
                faults.add(new Fault(field, String.valueOf(e.getMessage())));
            }
        }
        return otherwise;
    }

    Path path() {
        int before = faults.size();
        String source = text("source");
        String destination = text("destination");
        Family family = word("family", Family::of, Family.IPV4);
        if (faults.size() > before) {
            return NOWHERE;
        }
        if (source.equals(destination)) {
            faults.add(new Fault("destination", "is the source too: " + destination));
            return NOWHERE;
        }
        return new Path(source, destination, family);
    }

    void requireOneOf(String one, String other) {
        if (has(one) == has(other)) {
            faults.add(
                    new Fault(one, has(one) ? "is there, and " + other + " too" : "is missing, and " + other + " too"));
        }
    }
}
