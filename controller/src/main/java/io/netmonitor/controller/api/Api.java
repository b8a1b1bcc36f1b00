// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.netmonitor.controller.Tasks;
import io.netmonitor.controller.events.Events;
import io.netmonitor.controller.metrics.PrometheusSink;
import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.query.Charts;
import io.netmonitor.controller.query.Mesh;
import io.netmonitor.controller.query.RunResults;
import io.netmonitor.controller.query.Why;
import io.netmonitor.controller.registry.JoinTokens;
import io.netmonitor.controller.registry.Registry;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.AddressText;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The door for people and programs: API, metrics, health and the web UI on one port. Safe for use by many threads. */
public final class Api implements Component {
    private static final int MAX_REQUEST_BYTES = 1024 * 1024;

    private final Javalin server;
    private final InetSocketAddress address;
    private final List<Route> routes;
    private final Events events;

    /**
     * Starts serving.
     *
     * @param parts what the API answers from
     * @param pages registers the web UI's pages
     * @throws IOException when the port cannot be had, saying why and what to do
     */
    public Api(InetSocketAddress listen, Parts parts, Consumer<JavalinConfig> pages) throws IOException {
        this.routes = routes(parts);
        this.events = parts.events();
        HostGuard guard =
                new HostGuard(listen.getAddress() != null && listen.getAddress().isLoopbackAddress());
        this.server = Javalin.create(config -> {
            HttpDoor.prepare(config, MAX_REQUEST_BYTES);
            config.jetty.host = listen.getHostString();
            config.jetty.port = listen.getPort();
            Problems.register(config);
            config.routes.before(guard::check);
            config.routes.before("/api/*", context -> context.header("Cache-Control", "no-store"));
            for (Route route : routes) {
                config.routes.addHttpHandler(route.method(), route.path(), route.handler());
                if (route.method().equals(HandlerType.GET)) {
                    config.routes.head(route.path(), route.handler());
                }
            }
            pages.accept(config);
        });
        this.address = HttpDoor.start(server, listen, "--listen");
    }

    /** Where it listens, with the port that the system chose when 0 was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Health check() {
        return Health.up("listens on " + AddressText.of(address) + ", " + routes.size() + " routes");
    }

    @Override
    public void close() {
        events.close();
        server.stop();
    }

    private static List<Route> routes(Parts parts) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new TasksApi(parts.tasks(), new TaskText(parts.zone())).routes());
        routes.addAll(new DispatchesApi(parts.tasks(), parts.dispatches()).routes());
        routes.addAll(new RunsApi(parts.tasks(), parts.runs(), parts.catalog()).routes());
        routes.addAll(new EventsApi(parts.events()).routes());
        routes.addAll(new NodesApi(parts.registry(), parts.tokens(), parts.plans(), parts.clock()).routes());
        routes.addAll(new ResultsApi(
                        parts.tasks(),
                        parts.results(),
                        parts.charts(),
                        parts.mesh(),
                        parts.why(),
                        parts.catalog(),
                        parts.clock())
                .routes());
        routes.addAll(new SystemApi(parts.version(), parts.catalog(), parts.prometheus(), parts.components()).routes());
        AtomicReference<Map<String, Object>> document = new AtomicReference<>(Map.of());
        routes.add(Route.get(
                "/openapi.json", "This description", Success.json(200), context -> context.json(document.get())));
        document.set(OpenApi.document(parts.version(), routes));
        return List.copyOf(routes);
    }

    /** What the API answers from. */
    public record Parts(
            String version,
            ZoneId zone,
            Tasks tasks,
            Dispatches dispatches,
            RunResults runs,
            Plans plans,
            Events events,
            Registry registry,
            JoinTokens tokens,
            ResultStore results,
            Charts charts,
            Mesh mesh,
            Why why,
            ProbeCatalog catalog,
            PrometheusSink prometheus,
            Map<String, Component> components,
            WallClock clock) {}
}
