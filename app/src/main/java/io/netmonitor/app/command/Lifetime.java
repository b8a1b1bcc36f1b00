// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.Component;
import java.util.concurrent.CountDownLatch;

/** Keeps a long-lived part running until the process is told to end, and then closes it. */
public final class Lifetime {
    private Lifetime() {}

    /** Returns only when the process is interrupted otherwise than by a signal. */
    static void untilStopped(Component component) throws InterruptedException {
        untilStopped(component::close);
    }

    /** As {@link #untilStopped(Component)}, with more to do at the end, by a thread of its own. */
    public static void untilStopped(Runnable end) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(end, "stop"));
        new CountDownLatch(1).await();
    }
}
