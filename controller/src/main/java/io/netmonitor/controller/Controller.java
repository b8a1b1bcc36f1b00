// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import io.netmonitor.controller.api.Api;
import io.netmonitor.controller.events.Events;
import io.netmonitor.controller.ingest.BatchCheck;
import io.netmonitor.controller.ingest.Ingest;
import io.netmonitor.controller.ingest.TrainMark;
import io.netmonitor.controller.legacy.LegacyDoor;
import io.netmonitor.controller.legacy.dispatch.Dispatcher;
import io.netmonitor.controller.legacy.form.LegacyTasks;
import io.netmonitor.controller.legacy.form.OldForm;
import io.netmonitor.controller.legacy.form.OldTaskFile;
import io.netmonitor.controller.legacy.form.OldTaskReader;
import io.netmonitor.controller.legacy.push.PushIntake;
import io.netmonitor.controller.legacy.push.Pushes;
import io.netmonitor.controller.link.AgentLink;
import io.netmonitor.controller.plan.PlanCompiler;
import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.plan.SessionKeys;
import io.netmonitor.controller.query.Charts;
import io.netmonitor.controller.query.LatestResults;
import io.netmonitor.controller.query.Mesh;
import io.netmonitor.controller.query.RunResults;
import io.netmonitor.controller.query.Why;
import io.netmonitor.controller.registry.Authority;
import io.netmonitor.controller.registry.JoinTokens;
import io.netmonitor.controller.registry.Registry;
import io.netmonitor.controller.web.WebUi;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.path.AddressText;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The controller with all its parts, wired by hand. {@link #close} stops them in the reverse order of their start.
 *
 * <pre>
 * agents → AgentLink → Ingest → stores → Sinks → PrometheusSink → /metrics, PushgatewaySink → Pushgateway
 *             ↑                    └→ LatestResults → Mesh, RunResults, Events → listeners
 *           Plans ← PlanCompiler ← Tasks, Registry ← Api ← people
 *                                  └← LegacyDoor, LegacyTasks ← scripts and nodes of the prototype
 * </pre>
 */
public final class Controller implements Component {
    private final Deque<Component> started = new ConcurrentLinkedDeque<>();
    private final Map<String, Component> parts = new ConcurrentSkipListMap<>();
    private final WallClock clock = WallClock.SYSTEM;
    private final InetSocketAddress people;
    private final InetSocketAddress agents;
    private final List<InetSocketAddress> legacy;

    private Controller(ControllerOptions options, Extensions extensions) throws IOException {
        try {
            Doors doors = wire(options, extensions);
            this.people = doors.people().address();
            this.agents = doors.agents().address();
            this.legacy = doors.legacy().stream().map(LegacyDoor::address).toList();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a controller; when a part cannot start, the parts before it are stopped again.
     *
     * @throws InvalidInputException when the options are refused
     * @throws IOException when a store or a port cannot be had, saying why and what to do
     */
    public static Controller start(ControllerOptions options, Extensions extensions) throws IOException {
        if (!options.insecure() && !options.listen().getAddress().isLoopbackAddress()) {
            throw new InvalidInputException(
                    "--listen",
                    "is beyond loopback, and there are no accounts: everybody who reaches " + options.listen()
                            + " could change tasks; listen on 127.0.0.1 or [::1], or add --insecure");
        }
        return new Controller(options, extensions);
    }

    /** Where people and programs reach it. */
    public InetSocketAddress peopleAddress() {
        return people;
    }

    /** Where agents reach it. */
    public InetSocketAddress agentsAddress() {
        return agents;
    }

    /** Where peers of the prototype reach it. */
    public List<InetSocketAddress> legacyAddresses() {
        return legacy;
    }

    @Override
    public Health check() {
        for (Map.Entry<String, Component> part : parts.entrySet()) {
            Health health = part.getValue().check();
            if (!health.up()) {
                return Health.down(part.getKey() + ": " + health.detail());
            }
        }
        return Health.up(parts.size() + " parts up");
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    private Doors wire(ControllerOptions options, Extensions extensions) throws IOException {
        ProbeCatalog catalog = extensions.catalog();
        Foundation foundation = foundation(options, extensions, catalog);
        StateStore state = foundation.state();
        ResultStore results = foundation.results();
        SeriesStore series = foundation.series();

        Authority authority = Authority.open(state, clock);
        JoinTokens tokens = new JoinTokens(state, authority, clock);
        Events events = part("events", new Events());
        Plans plans = part("plan", new Plans(new PlanCompiler(catalog, SessionKeys.open(state)), state, clock));
        LatestResults latest = new LatestResults();
        latest.load(results, state.tasks(), clock.now());
        Sinks sinks = Sinks.open(options, catalog, state, latest.all(), clock);
        sinks.feeds().forEach(this::part);
        RunResults runs = new RunResults(clock);
        Tasks tasks = new Tasks(state, catalog, clock, plans, events, name -> {
            latest.forget(name);
            sinks.forget(name);
        });
        Registry registry = new Registry(state, authority, tokens, clock, new NodeNews(plans, events));
        plans.recompile();
        part("pulse", new Pulse(List.of(registry::tick, plans::tick)));

        TrainMark mark = new TrainMark(catalog, plans, latest);
        Ingest ingest = part("ingest", new Ingest(results, series, clock, mark, arrived -> {
            arrived.forEach(latest::add);
            sinks.offer(arrived);
            runs.take(arrived);
            events.tell(arrived);
        }));
        AgentLink link = part(
                "agents",
                new AgentLink(
                        options.agents(), registry, authority, plans, new BatchCheck(catalog, clock), ingest, clock));

        OldForm form = part("legacy-form", new OldForm(tasks, state::nodes, options.zone()));
        if (options.legacyTasks() != null) {
            OldTaskReader reader = new OldTaskReader(tasks::faults, state::nodes, options.zone());
            part("legacy-tasks", new LegacyTasks(options.legacyTasks(), tasks, reader));
        }
        PushIntake pushes =
                part("legacy-pushes", new PushIntake(state, plans, catalog, latest, results, ingest, clock));
        List<LegacyDoor> legacyDoors = legacyDoors(options, form, foundation.pages(), pushes);
        Dispatcher dispatcher = part(
                "legacy-dispatch",
                new Dispatcher(
                        state,
                        events,
                        task -> OldTaskFile.json(task, state.nodes(), options.zone()),
                        legacyDoors.stream().map(LegacyDoor::address).toList(),
                        clock));
        Api api = part(
                "api",
                new Api(
                        options.listen(),
                        new Api.Parts(
                                options.version(),
                                options.zone(),
                                tasks,
                                dispatcher,
                                runs,
                                plans,
                                events,
                                registry,
                                tokens,
                                results,
                                new Charts(catalog, results, series),
                                new Mesh(catalog, latest, results, plans, clock),
                                new Why(state, results, catalog, plans, registry, dispatcher::state, clock),
                                catalog,
                                sinks.prometheus(),
                                parts,
                                clock),
                        config -> {
                            foundation.pages().register(config, options.zone());
                            form.register(config);
                        }));
        return new Doors(api, link, legacyDoors);
    }

    private List<LegacyDoor> legacyDoors(ControllerOptions options, OldForm form, WebUi pages, Pushes pushes)
            throws IOException {
        List<LegacyDoor> doors = new ArrayList<>();
        for (InetSocketAddress listen : options.legacy()) {
            doors.add(part(
                    "legacy " + AddressText.of(listen),
                    new LegacyDoor(listen, form, config -> pages.registerForm(config, options.zone()), pushes)));
        }
        return doors;
    }

    private record Doors(Api people, AgentLink agents, List<LegacyDoor> legacy) {}

    /** The plan is compiled anew when nodes change; whoever listens is told. */
    private record NodeNews(Plans plans, Events events) implements Registry.Listener {
        @Override
        public void planMatters() {
            plans.nodeChanged();
        }

        @Override
        public void happened(NodeEvent event) {
            events.tell(event);
        }
    }

    /** Opens what takes longest side by side; returns, also when one fails, once all have ended. */
    private Foundation foundation(ControllerOptions options, Extensions extensions, ProbeCatalog catalog)
            throws IOException {
        URI file = location(options, "duckdb", "results.duckdb");
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            Future<ResultStore> results = starters.submit(
                    () -> part("results", extensions.resultStoreType("duckdb").open(file, catalog)));
            Future<SeriesStore> series = starters.submit(
                    () -> part("series", extensions.seriesStoreType("duckdb").open(file, catalog)));
            Future<WebUi> pages = starters.submit(WebUi::load);
            StateStore state =
                    part("state", extensions.stateStoreType("sqlite").open(location(options, "sqlite", "state.db")));
            return new Foundation(state, outcome(results), outcome(series), outcome(pages));
        }
    }

    private static <T> T outcome(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IOException("the controller could not start", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the controller was stopped while it started");
        }
    }

    private record Foundation(StateStore state, ResultStore results, SeriesStore series, WebUi pages) {}

    private static URI location(ControllerOptions options, String scheme, String file) {
        return URI.create(scheme + ":"
                + options.data()
                        .toAbsolutePath()
                        .normalize()
                        .resolve(file)
                        .toUri()
                        .getRawPath());
    }

    private <T extends Component> T part(String name, T component) {
        started.push(component);
        parts.put(name, component);
        return component;
    }
}
