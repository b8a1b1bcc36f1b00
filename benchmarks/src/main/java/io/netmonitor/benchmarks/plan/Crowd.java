// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import io.netmonitor.agent.link.Identity;
import io.netmonitor.agent.link.IdentityFolder;
import io.netmonitor.agent.link.JoinToken;
import io.netmonitor.agent.link.Joining;
import io.netmonitor.core.time.Backoff;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many simulated agents, each on two virtual threads. To be closed, which ends them. */
final class Crowd implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Exception> trouble = new AtomicReference<>();

    /** Has that many nodes join, named by a word and a number; takes some tens of seconds for a thousand. */
    static List<Identity> join(String word, int count, InetSocketAddress controller, Path token, Path folder)
            throws IOException, InterruptedException {
        JoinToken read = JoinToken.read(token);
        URI uri = URI.create("https://" + controller.getHostString() + ":" + controller.getPort());
        List<Identity> all = new ArrayList<>();
        for (String name : IntStream.range(0, count)
                .mapToObj(i -> "%s-%04d".formatted(word, i))
                .toList()) {
            all.add(new Joining(uri, WallClock.SYSTEM, Backoff.ofCalls(new Random(1)))
                    .join(read, name, new IdentityFolder(folder.resolve(name))));
        }
        return all;
    }

    /** Starts an agent for each identity; returns at once. */
    void start(List<Identity> identities, InetSocketAddress controller, SimulatedAgent.Ear ear)
            throws IOException, GeneralSecurityException {
        for (Identity identity : identities) {
            SimulatedAgent agent = new SimulatedAgent(identity, controller, ear);
            threads.add(Thread.ofVirtual().start(() -> run(agent::followPlans)));
            threads.add(Thread.ofVirtual().start(() -> run(agent::report)));
        }
    }

    /** Fails when one of them has. */
    void check() throws IOException {
        Exception first = trouble.get();
        if (first != null) {
            throw new IOException("a simulated agent ended: " + first.getMessage(), first);
        }
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            trouble.compareAndSet(null, e);
        } catch (InterruptedException e) {
            // The end of it all.
        }
    }

    /** A blocked read of a virtual thread ends when it is interrupted, and its socket is closed with it. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
