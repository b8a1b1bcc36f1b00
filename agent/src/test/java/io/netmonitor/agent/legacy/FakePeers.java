// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Peers that answer at once with how often they were measured, are dead, busy, or hold whoever measures them. */
final class FakePeers implements PeerProbe {
    private final Queue<String> measured = new ConcurrentLinkedQueue<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();
    private final Set<String> holding = ConcurrentHashMap.newKeySet();
    private final Semaphore released = new Semaphore(0);
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Override
    public List<Sample> measure(Job job, String peer) throws IOException, InterruptedException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            measured.add(job.name() + ": " + job.self() + " > " + peer);
            if (holding.contains(peer)) {
                released.acquire();
            }
            if (busy.merge(peer, -1, Integer::sum) >= 0) {
                throw new BusyException("in another measurement", new IOException("deny"));
            }
            if (dead.contains(peer)) {
                throw new IOException("nobody there");
            }
            return List.of(new Sample(job.self(), peer, "RTT", measured.size()));
        } finally {
            now.decrementAndGet();
        }
    }

    /** Every measurement begun: {@code job: self > peer}. */
    List<String> measured() {
        return List.copyOf(measured);
    }

    /** The most that ran at once. */
    int most() {
        return most.get();
    }

    void die(String peer) {
        dead.add(peer);
    }

    void rise(String peer) {
        dead.remove(peer);
    }

    /** Is in another measurement so many times. */
    void busy(String peer, int times) {
        busy.put(peer, times);
    }

    /** Answers nobody until it is released. */
    void hold(String peer) {
        holding.add(peer);
    }

    void release() {
        holding.clear();
        released.release(1_000);
    }
}
