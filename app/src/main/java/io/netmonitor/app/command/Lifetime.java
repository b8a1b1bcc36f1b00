// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.Component;
import java.util.concurrent.CountDownLatch;

/** Keeps a long-lived part running until the process is told to end, and then closes it. */
final class Lifetime {
    private Lifetime() {}

    /** Returns only when the process is interrupted otherwise than by a signal. */
    static void untilStopped(Component component) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(component::close, "stop"));
        new CountDownLatch(1).await();
    }
}
