// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends as its order says, each send at its instant or, if that has passed, at once; none is left out. {@link #run} has
 * a thread of its own, the other methods belong to one other thread.
 */
final class PacedSender implements Runnable {
    /** Linux wakes a thread some 50 us late by default. */
    private static final long SPIN_NS = 60_000;

    /** What is sent, one unit at a time. */
    interface Load {
        /** Fits the unit to a rate and returns its size with Ethernet. */
        int unitWireBytes(long wireBps);

        void send() throws IOException;
    }

    private final SendLog log = new SendLog();
    private final Load load;
    private final Thread thread;
    private volatile Order wanted = Order.SILENCE;
    /** The number of the order that is wanted, and of the one that is followed. */
    private volatile int given;

    private volatile int taken;

    private PacedSender(Load load) {
        this.load = load;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("paced sender")
                .uncaughtExceptionHandler(PacedSender::die)
                .unstarted(this);
    }

    /** Starts it in silence; a fault while sending ends this process. */
    static PacedSender start(Load load) {
        PacedSender sender = new PacedSender(load);
        sender.thread.start();
        return sender;
    }

    SendLog log() {
        return log;
    }

    /** Returns when the sender has begun to follow it. */
    void change(Order order) {
        int number = given + 1;
        wanted = order;
        given = number;
        LockSupport.unpark(thread);
        while (taken != number) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                follow(given);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow(int number) throws IOException {
        Order order = wanted;
        int unit = load.unitWireBytes(order.wireBps());
        Schedule schedule = new Schedule(System.nanoTime(), order, unit);
        taken = number;
        while (given == number) {
            if (order.wireBps() == 0) {
                LockSupport.park(this);
                continue;
            }
            long due = schedule.nextNanoTime();
            long now = await(due, number);
            if (now - due >= 0) {
                load.send();
                log.add(now, now - due, unit);
            }
        }
    }

    /** Returns the present time, which is before the due time only when there is another order. */
    private long await(long due, int number) {
        long now = System.nanoTime();
        while (now - due < 0 && given == number) {
            if (due - now > SPIN_NS) {
                LockSupport.parkNanos(this, due - now - SPIN_NS);
            } else {
                Thread.onSpinWait();
            }
            now = System.nanoTime();
        }
        return now;
    }

    private static void die(Thread thread, Throwable fault) {
        fault.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
