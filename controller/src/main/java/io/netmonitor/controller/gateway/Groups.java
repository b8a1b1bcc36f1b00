// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import io.netmonitor.controller.metrics.NewestResults;
import io.netmonitor.controller.metrics.PrototypeGauge;
import io.netmonitor.core.time.Backoff;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Brings a gateway's groups in line with the newest results, one round at a time: a group is put when its task has new results
 * or has lost old ones, and deleted when there is no value, or the task does not run. A refusal concerns its group; when there
 * is no answer, all wait. For one thread, but {@link #touch}.
 */
final class Groups {
    private final NewestResults newest;
    private final PrototypeGauge gauge;
    private final RunningTasks running;
    private final PushedGroups pushed;
    private final Gateway gateway;
    private final PushStatus status;
    private final WallClock clock;
    private final Pace pace;
    private final Backoff backoff;
    private final Map<String, Group> groups = new HashMap<>();
    private final Set<String> touched = ConcurrentHashMap.newKeySet();

    Groups(
            NewestResults newest,
            PrototypeGauge gauge,
            RunningTasks running,
            PushedGroups pushed,
            Gateway gateway,
            PushStatus status,
            WallClock clock,
            Pace pace) {
        this.newest = newest;
        this.gauge = gauge;
        this.running = running;
        this.pushed = pushed;
        this.gateway = gateway;
        this.status = status;
        this.clock = clock;
        this.pace = pace;
        this.backoff = newBackoff();
    }

    /** The newest results of a task have changed. */
    void touch(String task) {
        touched.add(task);
    }

    void round() throws InterruptedException {
        if (backoff.restNs(MonotonicClock.SYSTEM.nanoTime()) > 0) {
            return;
        }
        look();
        List<Group> order = groups.values().stream()
                .sorted(Comparator.comparingLong(Group::triedAtNs))
                .toList();
        for (Group group : order) {
            try {
                bring(group);
            } catch (RefusedException e) {
                group.failed(MonotonicClock.SYSTEM.nanoTime());
                status.failed(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                // Whoever is not there may come back with nothing.
                groups.values().forEach(Group::touch);
                backoff.failed(MonotonicClock.SYSTEM.nanoTime());
                status.failed(String.valueOf(e.getMessage()));
                return;
            }
        }
        backoff.reset();
        if (groups.values().stream().noneMatch(Group::isFailing)) {
            status.works();
        }
    }

    /** Takes up what has changed since the last round. A task is touched after its results are there: none is overlooked. */
    private void look() {
        touched.addAll(newest.expire(clock.now()));
        Set<String> all = new HashSet<>(newest.tasks());
        all.addAll(pushed.names());
        groups.keySet().retainAll(all);
        all.forEach(task -> groups.computeIfAbsent(task, name -> new Group(name, newBackoff())));
        touched.removeIf(task -> {
            Group group = groups.get(task);
            if (group != null) {
                group.touch();
            }
            return true;
        });
    }

    private void bring(Group group) throws IOException, InterruptedException {
        String task = group.task();
        boolean runs = running.runs(task);
        if (!runs) {
            newest.forget(task);
        }
        long nowNs = MonotonicClock.SYSTEM.nanoTime();
        if (!group.mayBeTried(nowNs)
                || (runs && !group.isDue(nowNs, pace.refresh().toNanos()))) {
            return;
        }
        group.tried(nowNs);
        byte[] text = text(task);
        if (text.length > 0) {
            pushed.add(task);
            gateway.put(task, text);
            status.put();
        } else if (pushed.contains(task)) {
            gateway.delete(task);
            pushed.remove(task);
            status.deleted();
        }
        group.done(nowNs);
    }

    private byte[] text(String task) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        gauge.write(newest.of(task), out);
        return out.toByteArray();
    }

    private Backoff newBackoff() {
        return new Backoff(pace.beat(), pace.longestWait(), RandomGenerator.getDefault());
    }
}
