// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.Closeable;
import java.io.IOException;

/** Waits for several sockets at once. Used by one thread, but for {@link #wake}. */
public interface Waiter extends Closeable {
    /** Waits for this socket as well. */
    void add(TestSocket socket) throws IOException;

    /** Does not wait for this socket any more; to be called before it is closed. */
    void remove(TestSocket socket);

    /**
     * Waits until the time is over or {@link #wake} was called.
     *
     * @param timeoutNs at most so long; returns at once when it is not above 0
     * @param forPackets whether a packet or notice that comes ends it, too
     */
    void await(long timeoutNs, boolean forPackets) throws IOException;

    /** Ends the wait that is under way, or else the next one. Any thread, until it is closed. */
    void wake();

    @Override
    void close();
}
