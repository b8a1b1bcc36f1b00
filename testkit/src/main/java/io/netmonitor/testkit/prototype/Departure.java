// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Leaves at a step. Immutable. */
record Departure<S extends Enum<S>>(@Nullable S step, Leaving how) {
    /** The one that has left need not do anything more; for silence the socket stays open. */
    static final class Left extends IOException {
        private static final long serialVersionUID = 1;

        Left(String message) {
            super(message);
        }
    }

    /** Leaves when this is the step, by throwing {@link Left}. */
    void reached(S now, Socket socket) throws IOException {
        if (now != step) {
            return;
        }
        switch (how) {
            case CLOSE -> socket.close();
            case RESET -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case SILENCE -> {}
        }
        throw new Left(how + " at " + now);
    }
}
