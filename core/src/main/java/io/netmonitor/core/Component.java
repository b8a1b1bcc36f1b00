// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core;

import java.io.Closeable;

/** Anything that lives long: it can be asked how it is, shows up in {@code /health}, and can be closed more than once. */
public interface Component extends Closeable {
    /** How it is now. Quick, and safe to call from any thread. */
    Health check();

    /** Frees what it holds. Calling it again does nothing. */
    @Override
    void close();
}
