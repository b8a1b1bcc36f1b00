// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.path.Family;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds hosts by their names. The system's resolver holds the thread that asks it, sometimes for half a minute, so it is asked on
 * threads of its own, at most sixteen, and those that want to know the same name wait for the same answer. Safe for use by many
 * threads.
 */
final class NameLookup {
    private static final int MAX_UNDER_WAY = 16;

    private final Resolver resolver;
    private final long patienceNs;
    private final Map<String, FutureTask<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    /** Where names are looked up. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    /**
     * Looks names up.
     *
     * @param patienceNs how long an answer is awaited, nanoseconds
     */
    NameLookup(Resolver resolver, long patienceNs) {
        this.resolver = resolver;
        this.patienceNs = patienceNs;
    }

    /** As the host does, for five seconds at most. */
    static NameLookup ofThisHost() {
        return new NameLookup(InetAddress::getAllByName, TimeUnit.SECONDS.toNanos(5));
    }

    /**
     * A host's first address of a family.
     *
     * @throws UnknownHostException when there is none, saying why
     * @throws IOException when it cannot be known
     */
    InetAddress find(String name, Family family) throws IOException, InterruptedException {
        for (InetAddress address : addresses(name)) {
            if (Family.of(address) == family) {
                return address;
            }
        }
        throw new UnknownHostException("the host has no address of family " + family.label() + ": " + name);
    }

    private List<InetAddress> addresses(String name) throws IOException, InterruptedException {
        if (underWay.size() >= MAX_UNDER_WAY && !underWay.containsKey(name)) {
            throw new IOException("the name service has not answered " + MAX_UNDER_WAY + " questions yet");
        }
        try {
            return underWay.computeIfAbsent(name, this::begin).get(patienceNs, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the name service does not answer: " + name, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw new UnknownHostException("the name cannot be resolved: " + unknown.getMessage());
            }
            throw new IOException("the name cannot be looked up: " + e.getCause(), e);
        }
    }

    private FutureTask<List<InetAddress>> begin(String name) {
        FutureTask<List<InetAddress>> task = new FutureTask<>(() -> List.of(resolver.addresses(name)));
        Thread.ofPlatform().name("netmonitor-lookup").daemon().start(() -> {
            task.run();
            underWay.remove(name);
        });
        return task;
    }
}
