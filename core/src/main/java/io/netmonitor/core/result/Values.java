// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.result;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a probe measured, as the probe type describes it: dotted field names with numbers, words and flags. A value that
 * is unknown is absent.
 *
 * <pre>
 * sent                      20
 * roundTrip.delay.meanNs    1234567
 * forward.loss              0.05
 * stamps                    "kernel"
 * </pre>
 *
 * @param byField unmodifiable, in the order in which the probe gave them; values are {@link Long}, finite {@link Double},
 *     {@link Boolean} or {@link String}
 */
public record Values(Map<String, Object> byField) {
    /** Nothing was measured. */
    public static final Values NONE = new Values(Map.of());

    public Values {
        Map<String, Object> copy = new LinkedHashMap<>(byField);
        copy.forEach(Values::requireKnownType);
        byField = Collections.unmodifiableMap(copy);
    }

    /** The whole number in a field, if it is there. */
    public OptionalLong whole(String field) {
        return byField.get(field) instanceof Long value ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** The number in a field, whole or not, if it is there. */
    public OptionalDouble number(String field) {
        return byField.get(field) instanceof Number value
                ? OptionalDouble.of(value.doubleValue())
                : OptionalDouble.empty();
    }

    /** The text in a field, if it is there. */
    public Optional<String> text(String field) {
        return byField.get(field) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    /** Whether a flag is there and set. */
    public boolean flag(String field) {
        return Boolean.TRUE.equals(byField.get(field));
    }

    /** These values and one more, or with another in its place. */
    public Values with(String field, long value) {
        Map<String, Object> all = new LinkedHashMap<>(byField);
        all.put(field, value);
        return new Values(all);
    }

    /** Collects values one by one; absent ones are left out. Not safe for use by many threads. */
    public static Builder builder() {
        return new Builder();
    }

    private static void requireKnownType(String field, Object value) {
        requireNonNull(value, field);
        boolean known = value instanceof Long
                || value instanceof Boolean
                || value instanceof String
                || (value instanceof Double number && Double.isFinite(number));
        if (!known) {
            throw new IllegalArgumentException(
                    field + " is not a whole or finite number, word or flag: " + value + " (" + value.getClass() + ")");
        }
    }

    /** Collects {@link Values} in the order of the calls. */
    public static final class Builder {
        private final Map<String, Object> byField = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String field, long value) {
            byField.put(field, value);
            return this;
        }

        /** Leaves the field out when the value is not a finite number. */
        public Builder put(String field, double value) {
            if (Double.isFinite(value)) {
                byField.put(field, value);
            }
            return this;
        }

        public Builder put(String field, boolean value) {
            byField.put(field, value);
            return this;
        }

        /** Leaves the field out when the value is null. */
        public Builder put(String field, @Nullable String value) {
            if (value != null) {
                byField.put(field, value);
            }
            return this;
        }

        public Values build() {
            return new Values(byField);
        }
    }
}
