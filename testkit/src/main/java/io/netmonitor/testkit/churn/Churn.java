// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.churn;

import io.netmonitor.testkit.audit.Findings;
import io.netmonitor.testkit.fleet.Api;
import io.netmonitor.testkit.fleet.Evidence;
import io.netmonitor.testkit.fleet.Fleet;
import io.netmonitor.testkit.fleet.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Two tasks of bandwidth and three of delay, more or less, of which one is changed, paused, deleted or made every ten seconds. One node loses
 * its link for a part of the time, and another one's agent is stopped for another. Used by one thread.
 */
public final class Churn {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final int TRIES = 50;
    private static final Duration SHORT = Duration.ofMinutes(3);

    private final Fleet fleet;
    private final Api api;
    private final Duration length;
    private final Consumer<String> print;
    private final Random random;
    private final Drawing drawing;
    private final Map<String, Draft> tasks = new LinkedHashMap<>();
    private final Set<String> paused = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private int made;

    /**
     * A churn of a fleet whose agents run.
     *
     * @param seed decides everything that is drawn
     * @param print hears of each step
     */
    public Churn(Fleet fleet, long seed, Duration length, Consumer<String> print) {
        this.fleet = fleet;
        this.api = fleet.api();
        this.length = length;
        this.print = print;
        this.random = new Random(seed);
        this.drawing = new Drawing(random, fleet.nodes(), length.compareTo(SHORT) < 0);
    }

    /** Goes on for its length, then ends all tasks, waits for the last results and looks at all of them. */
    public Findings run() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            make(i < 2 ? "bandwidth" : "basic");
        }
        timeline().run(length);
        for (String name : tasks.keySet()) {
            verb(name, "end");
        }
        Instant end = Instant.now();
        Evidence evidence = new Evidence(fleet);
        evidence.awaitSilence();
        return evidence.audit(names, end);
    }

    private Timeline timeline() {
        Timeline timeline = new Timeline(fleet);
        for (Duration at = STEP; at.compareTo(length) < 0; at = at.plus(STEP)) {
            timeline.at(at, this::step);
        }
        String cut = drawing.pick(fleet.nodes());
        String stopped = drawing.pick(fleet.nodes());
        timeline.at(share(25), () -> {
            say("cut the link of " + cut);
            fleet.cut(cut);
        });
        timeline.at(share(40), () -> {
            say("mend the link of " + cut);
            fleet.mend(cut);
        });
        timeline.at(share(55), () -> {
            say("stop the agent of " + stopped);
            fleet.stopAgent(stopped);
        });
        timeline.at(share(70), () -> {
            say("start the agent of " + stopped);
            fleet.startAgent(stopped);
        });
        return timeline;
    }

    private Duration share(int percent) {
        return length.multipliedBy(percent).dividedBy(100);
    }

    private void step() throws IOException, InterruptedException {
        String name = drawing.pick(List.copyOf(tasks.keySet()));
        String kind = kind(name);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> change(name);
            case 3 -> {
                delete(name);
                make(kind);
            }
            case 4 -> {
                delete(name);
                apply(name, kind);
            }
            case 5 -> {
                if (count(kind) > 1) {
                    delete(name);
                } else {
                    make(kind);
                }
            }
            case 6 -> {
                if (paused.remove(name)) {
                    verb(name, "resume");
                } else {
                    paused.add(name);
                    verb(name, "pause");
                }
            }
            default -> runNow();
        }
        if (tasks.size() < 5) {
            make(count("bandwidth") < 2 ? "bandwidth" : "basic");
        }
    }

    /** A task that is there keeps its kind. */
    private void change(String name) throws IOException, InterruptedException {
        paused.remove(name);
        apply(name, kind(name));
    }

    private void make(String kind) throws IOException, InterruptedException {
        made++;
        apply(kind + "-" + made, kind);
    }

    /** Draws until the controller takes one: what finds no slots beside the other tasks it refuses. */
    private void apply(String name, String kind) throws IOException, InterruptedException {
        names.add(name);
        for (int tries = 0; tries < TRIES; tries++) {
            Draft draft = kind.equals("basic") ? drawing.basic(name) : drawing.bandwidth(name);
            say(name + ": " + draft);
            Api.Answer answer = api.send("PUT", "/api/v1/tasks/" + name, draft);
            if (answer.status() != 400
                    || !answer.body().path("detail").asString("").contains("no slot")) {
                answer.expect(200);
                tasks.put(name, draft);
                return;
            }
            say(name + ": refused, " + answer.body().path("detail").asString(""));
        }
        throw new IOException("of " + TRIES + " tasks none was taken");
    }

    private void delete(String name) throws IOException, InterruptedException {
        say(name + ": delete");
        tasks.remove(name);
        paused.remove(name);
        api.send("DELETE", "/api/v1/tasks/" + name, null).expect(204);
    }

    private void verb(String name, String verb) throws IOException, InterruptedException {
        say(name + ": " + verb);
        api.send("POST", "/api/v1/tasks/" + name + "/" + verb, null).expect(200);
    }

    /** Measures bandwidth besides. */
    private void runNow() throws IOException, InterruptedException {
        List<String> bandwidths = tasks.keySet().stream()
                .filter(name -> kind(name).equals("bandwidth") && !paused.contains(name))
                .toList();
        if (bandwidths.isEmpty()) {
            return;
        }
        String name = drawing.pick(bandwidths);
        say(name + ": run now");
        api.send("POST", "/api/v1/tasks/" + name + "/runs", null).expect(201);
    }

    private String kind(String name) {
        Draft draft = tasks.get(name);
        return draft == null ? "basic" : draft.kind();
    }

    private long count(String kind) {
        return tasks.values().stream()
                .filter(draft -> draft.kind().equals(kind))
                .count();
    }

    private void say(String what) {
        print.accept(Instant.now().toString().substring(11, 19) + " " + what);
    }
}
