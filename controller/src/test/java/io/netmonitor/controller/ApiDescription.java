// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What the OpenAPI document says, held against what the API does. Immutable. */
final class ApiDescription {
    private final JsonNode document;
    private final SchemaCheck check;

    ApiDescription(JsonNode document) {
        this.document = document;
        this.check = new SchemaCheck(document);
    }

    /** Everything that can be asked: {@code GET /api/v1/tasks}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    JsonNode operation(String operation) {
        String[] parts = operation.split(" ", -1);
        JsonNode found = document.path("paths").path(parts[1]).path(parts[0].toLowerCase(java.util.Locale.ROOT));
        assertThat(found.isObject()).as(operation).isTrue();
        return found;
    }

    /** Names of an operation's parameters at a place: {@code query}, {@code header} or {@code path}. */
    List<String> parameters(String operation, String in) {
        return operation(operation)
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString("").equals(in))
                .map(parameter -> parameter.path("name").asString(""))
                .toList();
    }

    /** What is not as the document says: a status, a media type, or a body. */
    List<String> violations(String operation, HttpResponse<String> answer) {
        JsonNode responses = operation(operation).path("responses");
        String status = Integer.toString(answer.statusCode());
        boolean problem = answer.statusCode() >= 400 && !responses.has(status);
        if (!problem && !responses.has(status)) {
            return List.of(operation + " answers " + status + ", which it does not say");
        }
        JsonNode content = responses.path(problem ? "default" : status).path("content");
        if (content.isMissingNode()) {
            return answer.body().isEmpty() ? List.of() : List.of(operation + " has a body that it does not say");
        }
        String mediaType = answer.headers().firstValue("Content-Type").orElse("none");
        if (!content.has(mediaType)) {
            return List.of(operation + " answers " + mediaType + " and not " + content.propertyNames());
        }
        JsonNode schema = content.path(mediaType).path("schema");
        return mediaType.endsWith("json")
                ? check.violations(operation + " " + status, schema, Json.read(answer.body(), JsonNode.class))
                : List.of();
    }

    /** What of an event's data is not as the document says. */
    List<String> violations(EventReader.Told event) {
        JsonNode schemas = operation("GET /api/v1/events").at("/responses/200/content/text~1event-stream/x-event-data");
        assertThat(schemas.has(event.type())).as(event.type()).isTrue();
        return check.violations("event " + event.type(), schemas.path(event.type()), event.data());
    }
}
