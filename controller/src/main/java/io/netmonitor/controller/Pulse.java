// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import java.time.Duration;
import java.util.List;

/** Has others look at the clock twice a second: who fell silent, what came due. One thread of its own. */
final class Pulse implements Component {
    private static final System.Logger LOG = System.getLogger(Pulse.class.getName());
    private static final Duration BEAT = Duration.ofMillis(500);

    private final List<Runnable> looks;
    private final Thread thread;
    /** Of all looks of the last beat: one that goes well does not make up for one that fails. */
    private volatile String trouble = "";

    private String found = "";

    /** Starts beating. */
    Pulse(List<Runnable> looks) {
        this.looks = List.copyOf(looks);
        this.thread = Thread.ofPlatform().name("pulse").daemon().start(this::beat);
    }

    private void beat() {
        try {
            while (true) {
                looks.forEach(this::look);
                trouble = found;
                found = "";
                Thread.sleep(BEAT);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void look(Runnable one) {
        try {
            one.run();
        } catch (RuntimeException e) {
            if (trouble.isEmpty()) {
                LOG.log(System.Logger.Level.ERROR, "a regular look failed", e);
            }
            found = String.valueOf(e.getMessage());
        }
    }

    @Override
    public Health check() {
        return trouble.isEmpty() ? Health.up("looks at the clock") : Health.down("a regular look failed: " + trouble);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
