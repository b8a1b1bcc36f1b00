// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.netmonitor.core.result.Result;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of the records that the API takes and gives, read off the records themselves. Used by one thread. */
final class Schemas {
    private static final Map<String, Object> ANYTHING = Map.of();

    private final Map<String, Object> named = new LinkedHashMap<>();

    /** The schemas that others refer to, by name. */
    Map<String, Object> named() {
        return named;
    }

    Map<String, Object> schema(Type type) {
        return switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == List.class ->
                Map.of("type", "array", "items", schema(generic.getActualTypeArguments()[0]));
            case ParameterizedType generic
            when generic.getRawType() == Map.class ->
                Map.of("type", "object", "additionalProperties", schema(generic.getActualTypeArguments()[1]));
            case Class<?> plain -> schemaOf(plain);
            default -> ANYTHING;
        };
    }

    private Map<String, Object> schemaOf(Class<?> type) {
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return Map.of("type", "integer", "format", "int64");
        }
        if (type == double.class || Number.class.isAssignableFrom(type)) {
            return Map.of("type", "number");
        }
        if (type == Result.class) {
            return Map.of("type", "object", "description", "A result, see docs/results.md");
        }
        if (type.isEnum()) {
            return Map.of("type", "string", "enum", labels(type));
        }
        return type.isRecord() ? reference(type) : ANYTHING;
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = type.getSimpleName();
        if (!named.containsKey(name)) {
            // Set first, so that a record that holds its own kind ends.
            named.put(name, ANYTHING);
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                String property = propertyName(component);
                properties.put(property, schema(component.getGenericType()));
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    required.add(property);
                }
            }
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "object");
            schema.put("properties", properties);
            if (!required.isEmpty()) {
                schema.put("required", required);
            }
            named.put(name, schema);
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static String propertyName(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? component.getName() : given.value();
    }

    private static List<String> labels(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Schemas::label).toList();
    }

    private static String label(Object constant) {
        for (Method method : constant.getClass().getMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                try {
                    return String.valueOf(method.invoke(constant));
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalStateException("cannot read the label of " + constant, e);
                }
            }
        }
        return constant.toString();
    }
}
