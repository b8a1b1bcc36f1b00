// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth;

import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.probe.bandwidth.control.ControlClient;
import io.netmonitor.probe.bandwidth.control.ControlException;
import io.netmonitor.probe.bandwidth.control.Turn;
import io.netmonitor.probe.bandwidth.estimate.Course;
import io.netmonitor.probe.bandwidth.estimate.Estimate;
import io.netmonitor.probe.bandwidth.estimate.Knowledge;
import io.netmonitor.probe.bandwidth.estimate.Limits;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.ThreadUrgency;
import io.netmonitor.probe.socket.TrainSocket;
import io.netmonitor.probe.train.Warmth;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one measurement at a time, each on a platform thread of its own. Between them it remembers, for each destination, what was
 * measured there, so that the next one need not search.
 */
final class BandwidthProbe implements Probe {
    static final int IPV4_AND_UDP_BYTES = 28;
    static final int IPV6_AND_UDP_BYTES = 48;

    private static final String TOO_LATE =
            "the host was suspended or overloaded, and it would have disturbed the measurements after it";

    private final TestNetwork network;
    private final Turn turn;
    private final Settings settings;
    private final boolean reverse;
    private final Consumer<TrainReport> listener;
    private final Map<Way, Knowledge> knowledge = new ConcurrentHashMap<>();
    private final PerfTraceBandwidth perfTrace;

    BandwidthProbe(TestNetwork network, Turn turn, Settings settings, boolean reverse, Consumer<TrainReport> listener) {
        this.network = network;
        this.turn = turn;
        this.settings = settings;
        this.reverse = reverse;
        this.listener = listener;
        this.perfTrace = new PerfTraceBandwidth(new PerfTraceClient(network), settings, listener);
    }

    @Override
    public Measurement measure(Session session) throws IOException, InterruptedException {
        Instant endBy = session.endBy();
        Instant calledAt = Instant.now();
        // Not so much as a call: the other end's time may be another measurement's by now.
        if (isTooLate(session, calledAt)) {
            return ended(calledAt, System.nanoTime(), Outcome.MISSED, TOO_LATE, Values.NONE);
        }
        FutureTask<Measurement> task = new FutureTask<>(() -> run(session));
        Thread thread = Thread.ofPlatform().name("bandwidth-sender").daemon().start(task);
        try {
            return endBy == null ? task.get() : task.get(untilNs(endBy), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            joinUninterruptibly(thread);
            throw new IOException("it took longer than the time in which the plan lets it disturb others", e);
        } catch (InterruptedException e) {
            thread.interrupt();
            joinUninterruptibly(thread);
            throw new InterruptedException("the measurement of " + session.destination() + " was interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException trouble) {
                throw trouble;
            }
            throw new IOException(cause == null ? e.toString() : cause.toString(), cause);
        }
    }

    private static long untilNs(Instant end) {
        return Math.max(0, Duration.between(Instant.now(), end).toNanos());
    }

    /** It ends within a moment: neither a train nor a wait for the other end outlasts an interrupt by more than seconds. */
    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Measurement run(Session session) throws IOException, InterruptedException {
        Warmth.ensure(network);
        ThreadUrgency.raise();
        awaitStart(session.startAt());
        long caller = ThreadLocalRandom.current().nextLong();
        Instant startedAt = Instant.now();
        long startedNs = System.nanoTime();
        if (isTooLate(session, startedAt)) {
            return ended(startedAt, startedNs, Outcome.MISSED, TOO_LATE, Values.NONE);
        }
        try (Turn.Lease lease = turn.take(caller, "a measurement of " + session.destination())) {
            if (lease == null) {
                return ended(startedAt, startedNs, Outcome.BUSY, turn.whyNot(), Values.NONE);
            }
            return PerfTraceClient.PROTOCOL.equals(session.protocol())
                    ? perfTrace.measure(session, reverse || session.reverse())
                    : run(session, caller, startedAt, startedNs);
        } catch (ControlException e) {
            return ended(startedAt, startedNs, e.outcome(), e.getMessage(), Values.NONE);
        }
    }

    private Measurement run(Session session, long caller, Instant startedAt, long startedNs)
            throws IOException, InterruptedException {
        boolean six = session.destination().getAddress() instanceof Inet6Address;
        InetAddress any = InetAddress.getByAddress(new byte[six ? 16 : 4]);
        int payloadBytes = (int) settings.whole("size");
        boolean backwards = reverse || session.reverse();
        Way way = new Way(session.destination(), backwards);
        try (TrainSocket trains = network.trains(new InetSocketAddress(any, 0));
                ControlClient client =
                        ControlClient.call(session, trains, StampClock.SYSTEM, caller, payloadBytes, backwards)) {
            Limits limits = new Limits(
                    payloadBytes + (six ? IPV6_AND_UDP_BYTES : IPV4_AND_UDP_BYTES),
                    (double) settings.whole("maxRate"),
                    settings.whole("maxBytes"));
            Estimate estimate = new Course(client, limits, knowledge.get(way), listener).run();
            learn(way, estimate);
            return ended(
                    startedAt,
                    startedNs,
                    estimate.outcome(),
                    estimate.reason(),
                    BandwidthValues.of(estimate, client.hasKernelStamps(), backwards));
        }
    }

    /** Only what was measured well leads the next measurement. */
    private void learn(Way way, Estimate estimate) {
        if (estimate.outcome() == Outcome.MEASURED && estimate.capacityBps().isPresent()) {
            knowledge.put(
                    way,
                    new Knowledge(
                            estimate.capacityBps().getAsDouble(),
                            (double) estimate.burstBytes(),
                            estimate.availableBps().orElseThrow()));
        } else {
            knowledge.remove(way);
        }
    }

    private static void awaitStart(Instant at) throws InterruptedException {
        Duration left = Duration.between(Instant.now(), at);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    /** Whether less than half is left of the time that it has the nodes for itself. */
    private static boolean isTooLate(Session session, Instant now) {
        Instant endBy = session.endBy();
        return endBy != null
                && now.isAfter(session.startAt()
                        .plus(Duration.between(session.startAt(), endBy).dividedBy(2)));
    }

    private static Measurement ended(
            Instant startedAt, long startedNs, Outcome outcome, @Nullable String reason, Values values) {
        return new Measurement(startedAt, Duration.ofNanos(System.nanoTime() - startedNs), outcome, reason, values);
    }

    private record Way(InetSocketAddress destination, boolean backwards) {}
}
