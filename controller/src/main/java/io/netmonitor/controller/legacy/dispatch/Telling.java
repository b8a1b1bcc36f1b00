// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import io.netmonitor.controller.query.DispatchState;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Dispatch;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.time.Backoff;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tells one node of the prototype of one task until it has understood, and remembers that it did. A virtual thread runs while there is
 * something to tell. Safe for use by many threads.
 */
final class Telling {
    private static final System.Logger LOG = System.getLogger(Telling.class.getName());

    /** What all of them share. */
    record Means(
            StateStore state,
            WallClock clock,
            Conversation conversation,
            TaskUrls urls,
            Semaphore atOnce,
            Pace pace,
            RandomGenerator random) {}

    /**
     * What is to be told.
     *
     * @param listed the node, as the task's file calls it
     */
    record Order(String task, long number, int revision, String listed, String fingerprint) {
        boolean isOfTheSameFile(@Nullable Order other) {
            return other != null && other.fingerprint.equals(fingerprint) && other.listed.equals(listed);
        }
    }

    private final String task;
    private final Member.Foreign member;
    private final Means means;
    private @Nullable Dispatch told;
    private @Nullable Order order;
    private @Nullable String trouble;
    private @Nullable Thread thread;
    private boolean hindered;
    /** Whether the node has lost the last message, which may still be on its way. */
    private boolean isLost;

    private final Backoff backoff;
    private int tries;

    /** Nothing to tell yet. */
    Telling(String task, Member.Foreign member, @Nullable Dispatch told, Means means) {
        this.task = task;
        this.member = member;
        this.told = told;
        this.means = means;
        this.backoff = new Backoff(means.pace().first(), means.pace().longest(), means.random());
    }

    boolean isOf(String name, String listed) {
        return task.equals(name) && member.text().equals(listed);
    }

    /** The node has lost what it was told and what it is just being told, and is told at the next look. */
    synchronized void forget() {
        isLost = true;
        if (told != null) {
            told = told.lost();
            save(told);
        }
    }

    /** Whether the node holds what it needs as of a revision of the task. */
    synchronized boolean isToldAsOf(int revision) {
        return told != null && told.revision() >= revision;
    }

    /** Tells it what is ordered, unless it was told the same before. */
    synchronized void tell(Order wanted) {
        hindered = false;
        if (told != null && told.fingerprint().equals(wanted.fingerprint())) {
            told = told.asOf(wanted.revision());
            save(told);
            rest();
            return;
        }
        if (!wanted.isOfTheSameFile(order)) {
            tries = 0;
            trouble = null;
            backoff.reset();
        }
        order = wanted;
        if (thread == null) {
            thread = Thread.ofVirtual().name("dispatch-" + member.text()).start(this::run);
        } else {
            notifyAll();
        }
    }

    /** It cannot be told, for a reason that no further try would change. */
    synchronized void hinder(String why) {
        rest();
        hindered = true;
        trouble = why;
    }

    /** Nothing is to be told any more; what is on its way arrives or not. */
    synchronized void rest() {
        order = null;
        hindered = false;
        trouble = null;
        tries = 0;
        notifyAll();
    }

    /** As {@link #rest}, at once. */
    synchronized void stop() {
        rest();
        if (thread != null) {
            thread.interrupt();
        }
    }

    synchronized DispatchState state() {
        Instant toldAt = told == null || told.isLost() ? null : told.at();
        return new DispatchState(task, member.text(), toldAt, hindered || order != null, tries, trouble);
    }

    private void run() {
        try {
            Order next = next();
            while (next != null) {
                attempt(next);
                next = next();
            }
        } catch (InterruptedException e) {
            // Stopped.
        }
    }

    private synchronized @Nullable Order next() throws InterruptedException {
        while (order != null) {
            long restNs = backoff.restNs(System.nanoTime());
            if (restNs <= 0) {
                return order;
            }
            wait(Math.max(1, Duration.ofNanos(restNs).toMillis()));
        }
        thread = null;
        return null;
    }

    private void attempt(Order now) throws InterruptedException {
        Integer port = member.port();
        means.atOnce().acquire();
        try {
            means.conversation()
                    .hold(member.host(), port == null ? Conversation.PORT : port, local -> message(now, local));
        } catch (IOException | RuntimeException e) {
            failed(now, String.valueOf(e.getMessage()));
            return;
        } finally {
            means.atOnce().release();
        }
        understood(now);
    }

    private synchronized String message(Order now, InetAddress local) {
        isLost = false;
        return means.urls().of(now.task(), local) + "+" + now.listed();
    }

    private synchronized void understood(Order now) {
        if (isLost) {
            return; // and is told again if there still is an order
        }
        told = new Dispatch(
                now.number(),
                member.text(),
                now.revision(),
                now.fingerprint(),
                means.clock().now());
        save(told);
        LOG.log(Level.INFO, member.text() + " was told of task " + now.task());
        if (now.isOfTheSameFile(order)) {
            rest();
        }
    }

    private synchronized void failed(Order now, String why) {
        if (!now.isOfTheSameFile(order)) {
            return;
        }
        if (!why.equals(trouble)) {
            LOG.log(Level.WARNING, member.text() + " could not be told of task " + now.task() + ": " + why);
        }
        trouble = why;
        tries++;
        backoff.failed(System.nanoTime());
    }

    /** Where it cannot be kept now, it is kept once the store takes it again; this controller remembers meanwhile. */
    synchronized void saveAgain(@Nullable Dispatch stored) {
        if (told != null && !told.equals(stored)) {
            save(told);
        }
    }

    private void save(Dispatch dispatch) {
        try {
            means.state().saveDispatch(dispatch);
        } catch (UncheckedIOException e) {
            LOG.log(Level.ERROR, "that " + member.text() + " was told of task " + task + " could not be kept", e);
        }
    }
}
