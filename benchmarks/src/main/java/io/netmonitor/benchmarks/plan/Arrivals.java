// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Notes when each node of a number has the plan that is waited for. Safe for use by many threads. */
final class Arrivals implements SimulatedAgent.Ear {
    private volatile Round round = new Round("", 0, 0);

    private static final class Round {
        final String task;
        final int revision;
        final Map<String, Long> nanoTimes = new ConcurrentHashMap<>();
        final CountDownLatch missing;

        Round(String task, int revision, int count) {
            this.task = task;
            this.revision = revision;
            this.missing = new CountDownLatch(count);
        }
    }

    /** Begins to wait for so many plans that have a task in a revision. */
    void expect(String task, int revision, int count) {
        round = new Round(task, revision, count);
    }

    @Override
    public void heard(String node, long nanoTime, PlanText plan) {
        Round waited = round;
        if (plan.has(waited.task, waited.revision) && waited.nanoTimes.putIfAbsent(node, nanoTime) == null) {
            waited.missing.countDown();
        }
    }

    /** Waits until all are there; says whether they are. */
    boolean await(int seconds) throws InterruptedException {
        return round.missing.await(seconds, TimeUnit.SECONDS);
    }

    /** How many are not there yet. */
    long missing() {
        return round.missing.getCount();
    }

    /** When the last one came, by {@link System#nanoTime}. */
    long lastNanoTime() {
        return round.nanoTimes.values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
    }
}
