// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.core.time.MonotonicClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The running demo: starts the parts one after the other, shows what they measure, ends them. Used by one thread, except
 * that {@link #close} may come from another one once that thread does nothing with it any more.
 */
final class Demo implements AutoCloseable {
    private static final long START_TIMEOUT_NS = Duration.ofSeconds(60).toNanos();
    private static final long END_TIMEOUT_NS = Duration.ofSeconds(8).toNanos();
    private static final long STEP_POLL_MS = 50;
    private static final long GRID_POLL_MS = 500;

    private final DemoCommands commands;
    private final DemoFolder folder;
    private final Screen screen;
    private final MonotonicClock clock;
    private final ControllerView controller;
    private final List<Part> parts = new ArrayList<>();

    Demo(DemoCommands commands, DemoFolder folder, Screen screen, MonotonicClock clock) {
        this.commands = commands;
        this.folder = folder;
        this.screen = screen;
        this.clock = clock;
        this.controller = new ControllerView(commands.url());
    }

    /** Starts everything; returns once the tasks are under way. */
    void start(List<DemoTask> tasks) throws IOException, InterruptedException, PartFailure {
        long began = clock.nanoTime();
        start("controller", commands.controller());
        await("controller", controller::healthy);
        told("controller", began);

        began = clock.nanoTime();
        Part.run("token", commands.token(), folder, commands.tokenFile());
        List<Member> members = commands.ground().members();
        for (Member member : members) {
            start(member.name(), commands.agent(member));
        }
        await("agents", () -> controller.knows(Member.NAMES));
        told(members.size() + " agents", began);

        began = clock.nanoTime();
        for (DemoTask task : tasks) {
            Files.writeString(commands.taskFile(task), task.text());
            Part.run("task", commands.apply(task), folder, folder.path().resolve("task.log"));
        }
        told(tasks.size() + " tasks", began);
    }

    /** Draws the grids until the time is over; without a time, until it is interrupted. */
    void watch(Optional<Duration> length) throws InterruptedException, PartFailure {
        long began = clock.nanoTime();
        long lengthNs = length.map(Duration::toNanos).orElse(Long.MAX_VALUE);
        MeshGrid delays = MeshGrid.empty(Member.NAMES, MeshCell.DELAY_AND_LOSS);
        MeshGrid rates = MeshGrid.empty(Member.NAMES, MeshCell.RATE);
        while (true) {
            failIfOneEnded();
            delays = controller.mesh("demo").map(delays::filledBy).orElse(delays);
            rates = controller.mesh("demo-bandwidth").map(rates::filledBy).orElse(rates);
            long elapsedNs = clock.nanoTime() - began;
            screen.draw(title(elapsedNs), List.of(delays, rates));
            if (elapsedNs >= lengthNs) {
                return;
            }
            Thread.sleep(Math.min(GRID_POLL_MS, (lengthNs - elapsedNs) / 1_000_000 + 1));
        }
    }

    /** Ends all parts, the agents before the controller, so that they can deliver what they have. */
    @Override
    public void close() {
        controller.close();
        long deadline = System.nanoTime() + END_TIMEOUT_NS;
        List<Part> agents = parts.isEmpty() ? List.of() : parts.subList(1, parts.size());
        try {
            agents.forEach(Part::askToEnd);
            for (Part agent : agents) {
                agent.end(deadline);
            }
            for (Part part : parts) {
                part.askToEnd();
                part.end(deadline);
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException("interrupted while the parts of the demo were ending", e));
        }
    }

    private void start(String name, List<String> command) throws IOException {
        parts.add(Part.start(name, command, folder));
    }

    private void await(String what, Condition condition) throws InterruptedException, PartFailure {
        long began = clock.nanoTime();
        while (!condition.holds()) {
            failIfOneEnded();
            if (clock.nanoTime() - began > START_TIMEOUT_NS) {
                throw new PartFailure(
                        what + " not ready within 60 s", parts.getLast().logTail());
            }
            Thread.sleep(STEP_POLL_MS);
        }
        failIfOneEnded();
    }

    private void failIfOneEnded() throws PartFailure {
        for (Part part : parts) {
            if (!part.alive()) {
                throw part.failure();
            }
        }
    }

    private void told(String what, long beganNanoTime) {
        screen.say(String.format(Locale.ROOT, "  %-12s %5.1f s", what, (clock.nanoTime() - beganNanoTime) / 1e9));
    }

    private static String title(long elapsedNs) {
        return "after " + elapsedNs / 1_000_000_000L + " s, the newest rounds:";
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws InterruptedException;
    }
}
