// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import io.netmonitor.benchmarks.CannotRunException;
import io.netmonitor.benchmarks.Scratch;
import io.netmonitor.testkit.churn.Draft;
import io.netmonitor.testkit.fleet.Evidence;
import io.netmonitor.testkit.fleet.Fleet;
import io.netmonitor.testkit.fleet.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Parts that are killed and links that are cut, while the tasks stay as they are. */
final class StormPart implements Part {
    private static final int NODES = 8;
    private static final Duration LENGTH = Duration.ofMinutes(4);
    private static final Duration CONTROLLER_AWAY = Duration.ofSeconds(60);
    private static final Duration LINK_AWAY = Duration.ofSeconds(30);
    private static final Duration EVERY = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public String about() {
        return "a controller and 8 agents that are killed, and links that are cut (4 minutes); needs root";
    }

    @Override
    public void run(Path launcher, Wish wish, Consumer<String> print)
            throws CannotRunException, IOException, InterruptedException {
        try (Scratch scratch = new Scratch();
                Fleet fleet = Fleets.up("storm", launcher, scratch.folder(), NODES)) {
            List<Draft> tasks = tasks(fleet.nodes());
            for (Draft task : tasks) {
                fleet.api().send("PUT", "/api/v1/tasks/" + task.name(), task).expect(200);
            }
            Duration length = wish.lengthOr(LENGTH);
            storm(fleet, length, new Random(wish.seed()), print).run(length);
            for (Draft task : tasks) {
                fleet.api()
                        .send("POST", "/api/v1/tasks/" + task.name() + "/end", null)
                        .expect(200);
            }
            Instant end = Instant.now();
            Evidence evidence = new Evidence(fleet);
            evidence.awaitSilence();
            evidence.audit(tasks.stream().map(Draft::name).toList(), end)
                    .table()
                    .forEach(print);
        }
    }

    private static List<Draft> tasks(List<String> nodes) {
        Map<String, Object> packets = Map.of("count", 5, "interval", "20ms");
        List<List<String>> pairs = List.of(
                List.of(nodes.get(0), nodes.get(1)),
                List.of(nodes.get(2), nodes.get(3)),
                List.of(nodes.get(4), nodes.get(5)),
                List.of(nodes.get(6), nodes.get(7)));
        return List.of(
                new Draft("delay", "basic", List.of("*"), "mesh", null, List.of(), "2s", packets),
                new Draft("star", "basic", List.of("*"), "hub", nodes.getFirst(), List.of(), "3s", packets),
                new Draft(
                        "bandwidth",
                        "bandwidth",
                        List.of(),
                        "pairs",
                        null,
                        pairs,
                        "30s",
                        Map.of("maxRate", 50_000_000)));
    }

    /** Everything is over a while before the end, so that all are back. */
    private static Timeline storm(Fleet fleet, Duration length, Random random, Consumer<String> print) {
        Timeline timeline = new Timeline(fleet);
        Duration controllerAt = length.dividedBy(4);
        timeline.at(controllerAt, () -> {
            print.accept(clock() + " kill the controller");
            fleet.killController();
        });
        timeline.at(controllerAt.plus(CONTROLLER_AWAY), () -> {
            print.accept(clock() + " start the controller");
            fleet.startController();
        });
        List<String> order = new ArrayList<>(fleet.nodes());
        Collections.shuffle(order, random);
        int turn = 0;
        for (Duration at = EVERY; at.plus(LINK_AWAY).compareTo(length) < 0; at = at.plus(EVERY)) {
            // In turns over all nodes, so that none is killed while its link is down.
            String node = order.get(turn % NODES);
            if (turn++ % 3 == 2) {
                cut(timeline, fleet, node, at, print);
            } else {
                kill(timeline, fleet, node, at, Duration.ofMillis(1_000 + random.nextInt(10_000)), print);
            }
        }
        return timeline;
    }

    private static void cut(Timeline timeline, Fleet fleet, String node, Duration at, Consumer<String> print) {
        timeline.at(at, () -> {
            print.accept(clock() + " cut the link of " + node);
            fleet.cut(node);
        });
        timeline.at(at.plus(LINK_AWAY), () -> fleet.mend(node));
    }

    private static void kill(
            Timeline timeline, Fleet fleet, String node, Duration at, Duration away, Consumer<String> print) {
        timeline.at(at, () -> {
            print.accept(clock() + " kill the agent of " + node + " for " + away.toMillis() + " ms");
            fleet.killAgent(node);
        });
        timeline.at(at.plus(away), () -> fleet.startAgent(node));
    }

    private static String clock() {
        return Instant.now().toString().substring(11, 19);
    }
}
