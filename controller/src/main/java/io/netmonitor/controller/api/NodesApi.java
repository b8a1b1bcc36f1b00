// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.registry.JoinTokens;
import io.netmonitor.controller.registry.Registry;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.time.Durations;
import io.netmonitor.core.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Nodes and the tokens they join with. */
final class NodesApi {
    private static final Duration DEFAULT_VALIDITY = Duration.ofDays(1);
    private static final Duration MAX_VALIDITY = Duration.ofDays(30);

    private static final Duration DEFAULT_SPAN = Duration.ofDays(30);
    private static final List<Parameter> EVENTS_QUERY = List.of(
            Parameter.of(
                    "from", "from this instant on, and the last event before it; 30 days when absent", Instant.class),
            Parameter.of("to", "up to this instant; now when absent", Instant.class),
            Items.QUERY.getFirst(),
            Items.QUERY.getLast());

    private final Registry registry;
    private final JoinTokens tokens;
    private final Plans plans;
    private final WallClock clock;

    NodesApi(Registry registry, JoinTokens tokens, Plans plans, WallClock clock) {
        this.registry = registry;
        this.tokens = tokens;
        this.plans = plans;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                                "/api/v1/nodes",
                                "Lists the nodes by name",
                                Success.json(200, new Items.Of(NodeView.class)),
                                this::list)
                        .asking(Items.QUERY),
                Route.get("/api/v1/nodes/{name}", "Shows a node", Success.json(200, NodeView.class), this::show),
                Route.put(
                                "/api/v1/nodes/{name}",
                                "Keeps what people say of a node: its title, and labels by which tasks select it",
                                Success.json(200, NodeView.class),
                                this::describe)
                        .taking(Described.class),
                Route.get(
                                "/api/v1/nodes/{name}/events",
                                "Lists what happened to a node, oldest first",
                                Success.json(200, new Items.Of(NodeEvent.class)),
                                this::events)
                        .asking(EVENTS_QUERY),
                Route.delete(
                        "/api/v1/nodes/{name}",
                        "Lets a node go: its certificate is worth nothing any more",
                        this::remove),
                Route.post(
                                "/api/v1/tokens",
                                "Makes a token with which nodes join; it is shown this once",
                                Success.json(201, JoinTokens.Token.class),
                                this::issue)
                        .perhapsTaking(TokenRequest.class));
    }

    private void list(Context context) {
        context.json(Items.page(
                new Query(context, Items.QUERY),
                registry.nodes().stream().map(this::view).toList(),
                NodeView::name,
                name -> name));
    }

    private void show(Context context) {
        String name = context.pathParam("name");
        context.json(view(registry.node(name).orElseThrow(() -> absent(name))));
    }

    private void describe(Context context) {
        String name = context.pathParam("name");
        Described said = Json.readStrictly(context.body(), Described.class);
        Node before = registry.node(name).orElseThrow(() -> absent(name));
        Node now = registry.describe(
                        name,
                        said.title() == null ? before.title() : said.title(),
                        said.labels() == null ? before.labels() : said.labels())
                .orElseThrow(() -> absent(name));
        context.json(view(now));
    }

    private void events(Context context) {
        Query query = new Query(context, EVENTS_QUERY);
        Instant to = Objects.requireNonNullElseGet(
                query.instant("to"), () -> clock.now().plusSeconds(1));
        Instant from = Objects.requireNonNullElseGet(query.instant("from"), () -> to.minus(DEFAULT_SPAN));
        query.done();
        Items<EventPlace.Placed> page = Items.page(
                query,
                EventPlace.of(registry.events(context.pathParam("name"), from, to)),
                EventPlace.Placed::place,
                EventPlace::read);
        context.json(
                new Items<>(page.items().stream().map(EventPlace.Placed::event).toList(), page.next()));
    }

    private void remove(Context context) {
        String name = context.pathParam("name");
        if (!registry.remove(name)) {
            throw absent(name);
        }
        context.status(204);
    }

    private static ProblemException absent(String name) {
        return new ProblemException(new Problem(404, "There is no such node", "no node is named " + name, List.of()));
    }

    private void issue(Context context) {
        TokenRequest request = context.body().isBlank()
                ? new TokenRequest(null)
                : Json.readStrictly(context.body(), TokenRequest.class);
        context.status(201)
                .json(tokens.issue(request.validity() == null ? DEFAULT_VALIDITY : validity(request.validity())));
    }

    private static Duration validity(String text) {
        try {
            Duration validity = Durations.parse(text);
            if (validity.isPositive() && validity.compareTo(MAX_VALIDITY) <= 0) {
                return validity;
            }
            throw new InvalidInputException(
                    "validity", "is not more than 0 s and at most " + MAX_VALIDITY.toDays() + "d: " + text);
        } catch (InvalidInputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            InvalidInputException refusal = new InvalidInputException("validity", String.valueOf(e.getMessage()));
            refusal.initCause(e);
            throw refusal;
        }
    }

    private NodeView view(Node node) {
        NodeReport report = node.report();
        return new NodeView(
                node.name(),
                node.title(),
                node.labels(),
                registry.isOnline(node) ? "online" : "offline",
                node.joinedAt(),
                node.lastSeenAt(),
                report == null ? List.of() : report.addresses(),
                report == null ? null : report.version(),
                report == null
                        ? null
                        : new ClockView(report.clockSynchronized(), report.clockMaxErrorNs(), report.clockOffsetNs()),
                report == null ? null : report.startedAt(),
                report == null ? null : report.hostLoad(),
                report == null ? null : report.seenAs(),
                report == null || report.isReachable(),
                plans.isUpToDate(node.name()),
                report == null ? null : report.spoolBytes(),
                report == null ? null : report.droppedResults());
    }

    record TokenRequest(@Nullable String validity) {}

    /** What people say of a node; what is absent stays as it is. */
    record Described(@Nullable String title, @Nullable Map<String, String> labels) {}

    /**
     * A node.
     *
     * @param hostLoad programs that want to run, averaged over a minute, for each processor
     * @param seenAs address by which others see it, where that is none of its own
     * @param reachable whether other nodes can start measurements of it
     * @param upToDate whether its agent has the plan that stands
     */
    record NodeView(
            String name,
            String title,
            Map<String, String> labels,
            String state,
            Instant joinedAt,
            Instant lastSeenAt,
            List<String> addresses,
            @Nullable String version,
            @Nullable ClockView clock,
            @Nullable Instant startedAt,
            @Nullable Double hostLoad,
            @Nullable String seenAs,
            boolean reachable,
            boolean upToDate,
            @Nullable Long spoolBytes,
            @Nullable Long droppedResults) {}

    record ClockView(
            boolean synchronizes,
            @Nullable Long maxErrorNs,
            @Nullable Long offsetNs) {
        /** The word of the results; {@code synchronized} cannot be a name in Java. */
        @com.fasterxml.jackson.annotation.JsonProperty("synchronized")
        @Override
        public boolean synchronizes() {
            return synchronizes;
        }
    }
}
