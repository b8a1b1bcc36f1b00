// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the route table: what is served, and what it says of itself in OpenAPI.
 *
 * @param method HTTP method
 * @param path path with {@code {parameters}}
 * @param summary one clause for people
 * @param query query parameters
 * @param body type of the request body, if it has one
 * @param status status of success
 * @param answer type of the answer; absent when it has no body or is not JSON
 * @param handler serves it
 */
record Route(
        HandlerType method,
        String path,
        String summary,
        List<Parameter> query,
        @Nullable Class<?> body,
        int status,
        @Nullable Class<?> answer,
        Handler handler) {
    Route {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(summary, "summary");
        query = List.copyOf(query);
        requireNonNull(handler, "handler");
    }

    static Route get(String path, String summary, List<Parameter> query, @Nullable Class<?> answer, Handler handler) {
        return new Route(HandlerType.GET, path, summary, query, null, 200, answer, handler);
    }

    static Route post(
            String path, String summary, @Nullable Class<?> body, @Nullable Class<?> answer, Handler handler) {
        return new Route(HandlerType.POST, path, summary, List.of(), body, 201, answer, handler);
    }

    /** Something that is done to what a path names; there is no body. */
    static Route act(String path, String summary, Class<?> answer, Handler handler) {
        return new Route(HandlerType.POST, path, summary, List.of(), null, 200, answer, handler);
    }

    /** A stream of events, served as long as the client listens. */
    static Route stream(String path, String summary, List<Parameter> query, Handler handler) {
        return new Route(HandlerType.GET, path, summary, query, null, 200, null, handler);
    }

    /** The same route with query parameters. */
    Route asking(List<Parameter> parameters) {
        return new Route(method, path, summary, parameters, body, status, answer, handler);
    }

    static Route put(String path, String summary, @Nullable Class<?> body, @Nullable Class<?> answer, Handler handler) {
        return new Route(HandlerType.PUT, path, summary, List.of(), body, 200, answer, handler);
    }

    static Route delete(String path, String summary, Handler handler) {
        return new Route(HandlerType.DELETE, path, summary, List.of(), null, 204, null, handler);
    }

    /** A query parameter; all of them are optional. */
    record Parameter(String name, String help) {}
}
