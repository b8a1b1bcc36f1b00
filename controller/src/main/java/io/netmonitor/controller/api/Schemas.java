// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of the records that the API takes and gives, read off the records themselves. Used by one thread. */
final class Schemas {
    private static final Map<String, Object> ANYTHING = Map.of();
    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private final Map<String, Object> named = new LinkedHashMap<>();
    private final Map<String, Class<?>> types = new HashMap<>();

    /** The schemas that others refer to, by name. */
    Map<String, Object> named() {
        return named;
    }

    Map<String, Object> schema(Type type) {
        return switch (type) {
            case Items.Of list ->
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("items", Map.of("type", "array", "items", schema(list.item())), "next", TEXT),
                        "required",
                        List.of("items"));
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
            return TEXT;
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
        if (type.isEnum()) {
            return Map.of("type", "string", "enum", labels(type));
        }
        return type.isRecord() ? reference(type) : ANYTHING;
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = name(type);
        Class<?> before = types.putIfAbsent(name, type);
        if (before == null) {
            // Set first, so that a record that holds its own kind ends.
            named.put(name, ANYTHING);
            named.put(name, type == Result.class ? result() : object(type));
        } else if (before != type) {
            throw new IllegalStateException("two schemas of one name: " + before + " and " + type);
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** Records within others have names that many have, such as View. */
    private static String name(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around == null || around.getPackage() == Schemas.class.getPackage()
                ? type.getSimpleName()
                : around.getSimpleName() + type.getSimpleName();
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            if (accessor.isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            String property = propertyName(accessor);
            properties.put(property, schema(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !accessor.isAnnotationPresent(JsonInclude.class)) {
                required.add(property);
            }
        }
        // What is reckoned and shown all the same.
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonProperty.class) && !properties.containsKey(propertyName(method))) {
                properties.put(propertyName(method), schema(method.getGenericReturnType()));
                required.add(propertyName(method));
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    /** What all results have; what else one has is its kind's to say. */
    private Map<String, Object> result() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : Result.class.getRecordComponents()) {
            properties.put(component.getName(), schema(component.getGenericType()));
        }
        properties.keySet().removeAll(List.of("path", "duration", "values"));
        properties.put("source", TEXT);
        properties.put("destination", TEXT);
        properties.put("family", schema(io.netmonitor.core.path.Family.class));
        properties.put("durationNs", schema(long.class));
        return Map.of(
                "type",
                "object",
                "description",
                "A result, see docs/results.md; beside these it has the values of its kind",
                "properties",
                properties,
                "required",
                List.of(
                        "task",
                        "revision",
                        "kind",
                        "source",
                        "destination",
                        "family",
                        "plannedAt",
                        "startedAt",
                        "durationNs",
                        "outcome"),
                "additionalProperties",
                true);
    }

    private static String propertyName(Method accessor) {
        JsonProperty given = accessor.getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? accessor.getName() : given.value();
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
