// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.netmonitor.controller.events.Events;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.result.Result;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the route table as an OpenAPI 3.1 document. Used by one thread. */
final class OpenApi {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private final Schemas schemas = new Schemas();

    private OpenApi() {}

    static Map<String, Object> document(String version, List<Route> routes) {
        return new OpenApi().of(version, routes);
    }

    private Map<String, Object> of(String version, List<Route> routes) {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title",
                        "NetMonitor",
                        "version",
                        version,
                        "description",
                        "End-to-end network performance monitoring. Times are UTC, ISO 8601. What is read by GET is"
                                + " also answered to HEAD.",
                        "license",
                        Map.of("name", "Apache-2.0", "identifier", "Apache-2.0")));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", schemas.named()));
        return document;
    }

    private Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", route.summary());
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher matcher = PATH_PARAMETER.matcher(route.path());
        while (matcher.find()) {
            parameters.add(parameter(new Parameter("path", matcher.group(1), "which one", String.class, true)));
        }
        route.parameters().forEach(parameter -> parameters.add(parameter(parameter)));
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        Type body = route.body();
        if (body != null) {
            operation.put(
                    "requestBody",
                    Map.of("required", route.bodyNeeded(), "content", content(Success.JSON, schemas.schema(body))));
        }
        operation.put("responses", responses(route));
        return operation;
    }

    private Map<String, Object> responses(Route route) {
        Map<String, Object> responses = new LinkedHashMap<>();
        for (Success success : route.successes()) {
            responses.put(Integer.toString(success.status()), response(success));
        }
        responses.put(
                "default",
                Map.of(
                        "description",
                        "What went wrong (RFC 9457)",
                        "content",
                        content(Problem.CONTENT_TYPE, schemas.schema(Problem.class))));
        return responses;
    }

    private Map<String, Object> response(Success success) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put(
                "description",
                switch (success.status()) {
                    case 204 -> "Done";
                    case 503 -> "Not all is well";
                    default -> "What was asked for";
                });
        if (success.tag()) {
            response.put(
                    "headers",
                    Map.of(
                            "ETag",
                            Map.of("description", "The revision, for If-Match", "schema", Map.of("type", "string"))));
        }
        String mediaType = success.mediaType();
        if (mediaType != null) {
            response.put("content", mediaType.equals(Success.EVENTS) ? events() : content(mediaType, body(success)));
        }
        return response;
    }

    private Map<String, Object> body(Success success) {
        List<Map<String, Object>> each =
                success.types().stream().map(schemas::schema).toList();
        return switch (each.size()) {
            case 0 -> Map.of("type", Success.JSON.equals(success.mediaType()) ? "object" : "string");
            case 1 -> each.getFirst();
            default -> Map.of("oneOf", each);
        };
    }

    /** OpenAPI 3.1 has no word for what the events of a stream hold. */
    private Map<String, Object> events() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("task", schemas.schema(Events.TaskChange.class));
        data.put("node", schemas.schema(NodeEvent.class));
        data.put("result", schemas.schema(Result.class));
        return Map.of(Success.EVENTS, Map.of("schema", Map.of("type", "string"), "x-event-data", data));
    }

    private static Map<String, Object> content(String mediaType, Map<String, Object> schema) {
        return Map.of(mediaType, Map.of("schema", schema));
    }

    private Map<String, Object> parameter(Parameter described) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", described.name());
        parameter.put("in", described.in());
        parameter.put("required", described.needed());
        parameter.put("description", described.help());
        parameter.put("schema", schemas.schema(described.type()));
        return parameter;
    }
}
