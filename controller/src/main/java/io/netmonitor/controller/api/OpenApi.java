// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the route table as an OpenAPI 3.1 document. */
final class OpenApi {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private OpenApi() {}

    static Map<String, Object> document(String version, List<Route> routes) {
        Schemas schemas = new Schemas();
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), operation(route, schemas));
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
                        "End-to-end network performance monitoring. Times are UTC, ISO 8601.",
                        "license",
                        Map.of("name", "Apache-2.0", "identifier", "Apache-2.0")));
        document.put("paths", paths);
        schemas.schema(Problem.class);
        document.put("components", Map.of("schemas", schemas.named()));
        return document;
    }

    private static Map<String, Object> operation(Route route, Schemas schemas) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", route.summary());
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher matcher = PATH_PARAMETER.matcher(route.path());
        while (matcher.find()) {
            parameters.add(parameter("path", matcher.group(1), "name", true));
        }
        route.query().forEach(query -> parameters.add(parameter("query", query.name(), query.help(), false)));
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        Class<?> body = route.body();
        if (body != null) {
            operation.put("requestBody", Map.of("content", json("application/json", schemas.schema(body))));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put(Integer.toString(route.status()), success(route, schemas));
        responses.put(
                "default",
                Map.of(
                        "description",
                        "What went wrong (RFC 9457)",
                        "content",
                        json(Problem.CONTENT_TYPE, schemas.schema(Problem.class))));
        operation.put("responses", responses);
        return operation;
    }

    private static Map<String, Object> success(Route route, Schemas schemas) {
        Map<String, Object> success = new LinkedHashMap<>();
        success.put("description", route.status() == 204 ? "Done" : route.summary());
        Class<?> answer = route.answer();
        if (answer != null) {
            success.put("content", json("application/json", schemas.schema(answer)));
        }
        return success;
    }

    private static Map<String, Object> json(String mediaType, Map<String, Object> schema) {
        return Map.of(mediaType, Map.of("schema", schema));
    }

    private static Map<String, Object> parameter(String in, String name, String help, boolean required) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("required", required);
        parameter.put("description", help);
        parameter.put("schema", Map.of("type", "string"));
        return parameter;
    }
}
