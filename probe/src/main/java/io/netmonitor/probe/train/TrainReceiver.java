// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.train;

import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.SystemTime;
import io.netmonitor.probe.socket.ThreadUrgency;
import io.netmonitor.probe.socket.TrainSocket;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Notes the arrivals of a session's packets, on a platform thread of its own until it is closed. Stamps are the kernel's, so it
 * need not be quick: it reads twice a millisecond at most and leaves the processor to those who are.
 */
public final class TrainReceiver implements AutoCloseable {
    private static final long LOOK_NS = 10_000_000;
    private static final long PAUSE_NS = 500_000;

    private final TrainSocket socket;
    private final long token;
    private final StampClock clock;
    private final Predicate<Arrival> greeting;
    private final SystemTime system = new SystemTime();
    private final Thread thread;
    private volatile @Nullable Recording recording;
    private volatile @Nullable IOException failure;
    private volatile boolean closed;

    private TrainReceiver(TrainSocket socket, long token, StampClock clock, Predicate<Arrival> greeting) {
        this.socket = socket;
        this.token = token;
        this.clock = clock;
        this.greeting = greeting;
        this.thread = Thread.ofPlatform().name("train-receiver").daemon().unstarted(this::run);
    }

    /**
     * Begins to receive.
     *
     * @param token of the session; packets with another are passed over
     * @param clock what stamps are read from
     * @param greeting hears of packets that only show where the other end is
     */
    public static TrainReceiver start(TrainSocket socket, long token, StampClock clock, Predicate<Arrival> greeting) {
        TrainReceiver receiver = new TrainReceiver(socket, token, clock, greeting);
        receiver.thread.start();
        return receiver;
    }

    /** From now on arrivals go there. */
    public void record(Recording next) {
        recording = next;
    }

    /** Why it does not receive any more, if so. */
    public @Nullable IOException failure() {
        return failure;
    }

    private void run() {
        ThreadUrgency.raise();
        try {
            while (!closed) {
                boolean came = socket.await(LOOK_NS);
                takeAll();
                if (came) {
                    LockSupport.parkNanos(PAUSE_NS);
                }
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void takeAll() throws IOException {
        Recording into = recording;
        int received = TrainSocket.BATCH;
        while (received == TrainSocket.BATCH) {
            received = socket.receive();
            for (int i = 0; i < received; i++) {
                take(socket.arrival(i), into);
            }
        }
        if (into != null) {
            into.publish();
        }
    }

    private void take(Arrival arrival, @Nullable Recording into) {
        if (!TrainPacket.isOf(arrival, token)) {
            return;
        }
        if (TrainPacket.train(arrival) == TrainPacket.GREETING) {
            boolean _ = greeting.test(arrival);
        } else if (into != null) {
            long systemNs = arrival.kernelNs() == Arrival.UNKNOWN ? system.nowNs() : arrival.kernelNs();
            into.arrived(
                    TrainPacket.train(arrival),
                    TrainPacket.sequence(arrival),
                    clock.readingAt(systemNs),
                    arrival.overflows());
        }
    }

    /** Ends within a moment; the socket stays open. */
    @Override
    public void close() {
        closed = true;
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
}
