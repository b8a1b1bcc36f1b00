// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.controller.registry.JoinTokens;
import io.netmonitor.controller.registry.Registry;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes and the tokens they join with. */
final class NodesApi {
    private static final Duration DEFAULT_VALIDITY = Duration.ofDays(1);
    private static final Duration MAX_VALIDITY = Duration.ofDays(30);

    private final Registry registry;
    private final JoinTokens tokens;

    NodesApi(Registry registry, JoinTokens tokens) {
        this.registry = registry;
        this.tokens = tokens;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/nodes", "Lists the nodes by name", Items.QUERY, Items.class, this::list),
                Route.delete(
                        "/api/v1/nodes/{name}",
                        "Lets a node go: its certificate is worth nothing any more",
                        this::remove),
                Route.post(
                        "/api/v1/tokens",
                        "Makes a token with which nodes join; it is shown this once",
                        TokenRequest.class,
                        JoinTokens.Token.class,
                        this::issue));
    }

    private void list(Context context) {
        context.json(
                Items.page(context, registry.nodes().stream().map(this::view).toList(), NodeView::name));
    }

    private void remove(Context context) {
        String name = context.pathParam("name");
        if (!registry.remove(name)) {
            throw new ProblemException(
                    new Problem(404, "There is no such node", "no node is named " + name, List.of()));
        }
        context.status(204);
    }

    private void issue(Context context) {
        TokenRequest request = context.body().isBlank()
                ? new TokenRequest(null)
                : Json.readStrictly(context.body(), TokenRequest.class);
        Duration validity = request.validity() == null ? DEFAULT_VALIDITY : Durations.parse(request.validity());
        if (validity.isZero() || validity.compareTo(MAX_VALIDITY) > 0) {
            throw new io.netmonitor.core.InvalidInputException(
                    "validity", "is outside 1s to " + MAX_VALIDITY.toDays() + "d: " + request.validity());
        }
        context.status(201).json(tokens.issue(validity));
    }

    private NodeView view(Node node) {
        NodeReport report = node.report();
        return new NodeView(
                node.name(),
                node.title(),
                registry.isOnline(node) ? "online" : "offline",
                node.joinedAt(),
                node.lastSeenAt(),
                report == null ? List.of() : report.addresses(),
                report == null ? null : report.version(),
                report == null ? null : new ClockView(report.clockSynchronized(), report.clockMaxErrorNs()),
                report == null ? null : report.spoolBytes(),
                report == null ? null : report.droppedResults());
    }

    record TokenRequest(@Nullable String validity) {}

    record NodeView(
            String name,
            String title,
            String state,
            Instant joinedAt,
            Instant lastSeenAt,
            List<String> addresses,
            @Nullable String version,
            @Nullable ClockView clock,
            @Nullable Long spoolBytes,
            @Nullable Long droppedResults) {}

    record ClockView(boolean synchronizes, @Nullable Long maxErrorNs) {
        /** The word of the results; {@code synchronized} cannot be a name in Java. */
        @com.fasterxml.jackson.annotation.JsonProperty("synchronized")
        @Override
        public boolean synchronizes() {
            return synchronizes;
        }
    }
}
