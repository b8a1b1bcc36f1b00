// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import io.netmonitor.controller.gateway.PushgatewaySink;
import io.netmonitor.controller.ingest.SinkFeed;
import io.netmonitor.controller.metrics.PrometheusSink;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where results are sent on to, each sink by a feed of its own. Safe for use by many threads.
 *
 * @param prometheus for {@code /metrics}
 * @param pushgateway absent unless asked for
 * @param feeds by the name of the sink, in the order in which they were opened
 */
record Sinks(PrometheusSink prometheus, Optional<PushgatewaySink> pushgateway, Map<String, SinkFeed> feeds) {
    /** Which groups were put at the gateway, in the controller's folder. */
    private static final String PUSHED_GROUPS = "pushgateway.json";

    /**
     * Opens what the options ask for.
     *
     * @param known results that the sinks begin with
     */
    static Sinks open(
            ControllerOptions options, ProbeCatalog catalog, StateStore state, List<Result> known, WallClock clock)
            throws IOException {
        RecentTasks tasks = new RecentTasks(state, clock, MonotonicClock.SYSTEM);
        PrometheusSink prometheus = new PrometheusSink(catalog, tasks::listedAs, clock);
        prometheus.accept(known);
        Map<String, SinkFeed> feeds = new LinkedHashMap<>();
        feeds.put("prometheus", new SinkFeed("prometheus", prometheus));
        Optional<PushgatewaySink> pushgateway = Optional.empty();
        if (options.pushgateway() != null) {
            Path file = options.data().resolve(PUSHED_GROUPS);
            PushgatewaySink sink =
                    PushgatewaySink.open(options.pushgateway(), file, catalog, tasks::listedAs, tasks::runs, clock);
            sink.accept(known);
            feeds.put("pushgateway", new SinkFeed("pushgateway", sink));
            pushgateway = Optional.of(sink);
        }
        return new Sinks(prometheus, pushgateway, feeds);
    }

    /** Offers results to all; never waits. */
    void offer(List<Result> results) {
        feeds.values().forEach(feed -> feed.offer(results));
    }

    /** Forgets the results of a task that was deleted. */
    void forget(String task) {
        prometheus.forget(task);
        pushgateway.ifPresent(sink -> sink.forget(task));
    }
}
