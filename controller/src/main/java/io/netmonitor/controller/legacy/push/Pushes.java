// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;

/** Takes what nodes of the prototype push. Called by many threads. */
@FunctionalInterface
public interface Pushes {
    /**
     * Takes the metrics of one push.
     *
     * @param job name of the task
     * @param contentType how they are written; empty when that was not said
     * @param body at most 1 MiB
     * @param from address of whoever pushes
     * @throws InvalidInputException when they cannot be read
     * @throws UnknownTaskException when no task is called so
     */
    void take(String job, String contentType, InputStream body, String from) throws IOException, UnknownTaskException;
}
