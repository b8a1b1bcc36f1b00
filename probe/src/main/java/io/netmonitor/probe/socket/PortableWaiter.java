// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Waits with a {@link Selector}, to the millisecond; the rest is left to the caller, who spins. */
final class PortableWaiter implements Waiter {
    private final Selector selector = Selector.open();

    PortableWaiter() throws IOException {}

    @Override
    public void add(TestSocket socket) throws IOException {
        ((PortableSocket) socket).channel().register(selector, SelectionKey.OP_READ);
    }

    @Override
    public void remove(TestSocket socket) {
        SelectionKey key = ((PortableSocket) socket).channel().keyFor(selector);
        if (key != null) {
            key.cancel();
        }
    }

    /** Packets end it always: without stamps by the kernel, to read late is to stamp late. */
    @Override
    public void await(long timeoutNs, boolean forPackets) throws IOException {
        if (timeoutNs < 1_000_000) {
            selector.selectNow(key -> {});
        } else {
            selector.select(key -> {}, timeoutNs / 1_000_000);
        }
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            // Nothing is lost: nobody waits any more.
        }
    }
}
