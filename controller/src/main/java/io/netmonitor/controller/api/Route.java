// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the route table: what is served, and what it says of itself in OpenAPI.
 *
 * @param method HTTP method
 * @param path path with {@code {parameters}}
 * @param summary one clause for people
 * @param parameters of the query and headers
 * @param body type of the request body, if it has one
 * @param bodyNeeded whether nothing can be done without it
 * @param successes how it answers when nothing is wrong
 * @param handler serves it
 */
record Route(
        HandlerType method,
        String path,
        String summary,
        List<Parameter> parameters,
        @Nullable Type body,
        boolean bodyNeeded,
        List<Success> successes,
        Handler handler) {
    Route {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(summary, "summary");
        parameters = List.copyOf(parameters);
        successes = List.copyOf(successes);
        requireNonNull(handler, "handler");
    }

    static Route get(String path, String summary, Success success, Handler handler) {
        return new Route(HandlerType.GET, path, summary, List.of(), null, false, List.of(success), handler);
    }

    static Route post(String path, String summary, Success success, Handler handler) {
        return new Route(HandlerType.POST, path, summary, List.of(), null, false, List.of(success), handler);
    }

    static Route put(String path, String summary, Success success, Handler handler) {
        return new Route(HandlerType.PUT, path, summary, List.of(), null, false, List.of(success), handler);
    }

    static Route delete(String path, String summary, Handler handler) {
        return new Route(HandlerType.DELETE, path, summary, List.of(), null, false, List.of(Success.empty()), handler);
    }

    /** The same route with these parameters beside those that it has. */
    Route asking(List<Parameter> more) {
        List<Parameter> all = new ArrayList<>(parameters);
        all.addAll(more);
        return new Route(method, path, summary, all, body, bodyNeeded, successes, handler);
    }

    /** The same route with a body that it needs. */
    Route taking(Type type) {
        return new Route(method, path, summary, parameters, type, true, successes, handler);
    }

    /** The same route with a body that may be left out. */
    Route perhapsTaking(Type type) {
        return new Route(method, path, summary, parameters, type, false, successes, handler);
    }

    /** The same route with another way to answer. */
    Route or(Success other) {
        List<Success> all = new ArrayList<>(successes);
        all.add(other);
        return new Route(method, path, summary, parameters, body, bodyNeeded, all, handler);
    }
}
