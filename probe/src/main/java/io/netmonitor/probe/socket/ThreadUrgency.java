// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Lets the calling platform thread run ahead of the host's other work, as far as this process may: what it does lasts
 * milliseconds and is spoilt by waiting for a turn.
 */
public final class ThreadUrgency {
    private static final int MOST_URGENT = -20;
    private static final long TIMER_SLACK_NS = 1;

    private ThreadUrgency() {}

    /** Asks for it; without the right to, all stays as it is. */
    public static void raise() {
        if (!Libc.isSupported()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Libc.callState(arena);
            int _ = Libc.nice(state, MOST_URGENT);
            Libc.timerSlack(state, TIMER_SLACK_NS);
        }
    }
}
