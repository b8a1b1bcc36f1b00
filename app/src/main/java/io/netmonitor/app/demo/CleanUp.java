// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What must be undone when the demo ends, however it ends: the last thing made is undone first. A signal interrupts the
 * thread that made this object and then waits until that thread has closed it. Used by that thread.
 */
final class CleanUp implements AutoCloseable {
    private static final long SIGNAL_WAIT_S = 60;

    private final Deque<AutoCloseable> steps = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Consumer<Exception> failures;
    private final Thread hook;

    /**
     * Begins to listen for signals.
     *
     * @param failures told of each step that failed; the others are taken nevertheless
     */
    CleanUp(Consumer<Exception> failures) {
        this.failures = failures;
        Thread owner = Thread.currentThread();
        this.hook = new Thread(() -> onSignal(owner), "demo-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    <T extends AutoCloseable> T add(T step) {
        steps.push(step);
        return step;
    }

    /** Undoes everything, on a thread of its own that no signal interrupts. */
    @Override
    public void close() {
        Thread worker = Thread.ofPlatform().name("demo-clean-up").start(this::undo);
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is what made us end.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void undo() {
        while (!steps.isEmpty()) {
            try {
                steps.pop().close();
            } catch (Exception e) {
                failures.accept(e);
            }
        }
    }

    private void onSignal(Thread owner) {
        owner.interrupt();
        try {
            if (!closed.await(SIGNAL_WAIT_S, TimeUnit.SECONDS)) {
                failures.accept(new IllegalStateException("the demo did not end within " + SIGNAL_WAIT_S + " s"));
            }
        } catch (InterruptedException e) {
            failures.accept(e);
        }
    }
}
