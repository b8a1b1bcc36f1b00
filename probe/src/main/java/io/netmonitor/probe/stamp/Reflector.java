// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.Health;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.Waiter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stateful STAMP session-reflector (RFC 8762, section 4.3). One platform thread receives and answers; everything else may be
 * called from any thread.
 */
public final class Reflector implements Responder {
    private final TestSocket socket;
    private final Waiter waiter;
    private final ReflectorLoop loop;
    private final Thread thread;
    private final ReflectorCounters counters = new ReflectorCounters();
    private volatile @Nullable String failure;

    private Reflector(TestSocket socket, Waiter waiter, StampClock clock, @Nullable SessionKey key) {
        this.socket = socket;
        this.waiter = waiter;
        this.loop = new ReflectorLoop(socket, waiter, clock, counters, key);
        this.thread = Thread.ofPlatform()
                .name("stamp-reflector-" + socket.localAddress().getPort())
                .daemon(true)
                .unstarted(this::run);
    }

    /**
     * Opens the port and begins to answer.
     *
     * @param network what the port is opened on
     * @param clock what stamps are read from, {@link StampClock#SYSTEM} outside of tests
     * @throws IOException when the port cannot be had, saying why and what to do
     */
    public static Reflector open(ResponderOptions options, TestNetwork network, StampClock clock) throws IOException {
        requireNonNull(clock, "clock");
        TestSocket socket = network.listen(options.listen());
        Reflector reflector;
        try {
            reflector = new Reflector(socket, network.waiter(), clock, options.key());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        reflector.thread.start();
        return reflector;
    }

    @Override
    public InetSocketAddress address() {
        return socket.localAddress();
    }

    @Override
    public void answerOnly(Set<AnsweredSession> sessions) {
        loop.answerOnly(sessions);
    }

    /** How many packets were answered. */
    public long answered() {
        return counters.answered();
    }

    /** How often each thing was dropped, all of them named, also those at 0. */
    public Map<Drop, Long> drops() {
        return counters.drops();
    }

    @Override
    public Health check() {
        String trouble = failure;
        if (trouble != null) {
            return Health.down("reflector stopped: " + trouble + "; restart it");
        }
        String drops = drops().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> ", " + entry.getKey().label() + " " + entry.getValue())
                .collect(Collectors.joining());
        return Health.up("udp port " + address().getPort() + " answered " + answered() + drops);
    }

    @Override
    public void close() {
        loop.stop();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread frees the socket itself, so that no call is cut off under way. */
    private void run() {
        try {
            loop.run();
        } catch (IOException | RuntimeException e) {
            failure = String.valueOf(e.getMessage());
            System.getLogger("io.netmonitor.probe").log(System.Logger.Level.ERROR, "reflector stopped: " + failure, e);
        } finally {
            waiter.close();
            socket.close();
        }
    }
}
