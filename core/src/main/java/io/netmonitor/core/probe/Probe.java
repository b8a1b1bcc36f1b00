// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import java.io.IOException;

/**
 * Measures a path once. Safe for use by many threads, each with a session of its own. They are virtual threads in an agent, so
 * one that must block in native code does that on a thread of its own.
 */
@FunctionalInterface
public interface Probe {
    /**
     * Measures. Loss, refusal and silence are measurements with an outcome, not exceptions.
     *
     * @throws IOException when the host itself could not carry it out, saying why
     * @throws InterruptedException when the thread was interrupted; nothing is left behind
     */
    Measurement measure(Session session) throws IOException, InterruptedException;
}
