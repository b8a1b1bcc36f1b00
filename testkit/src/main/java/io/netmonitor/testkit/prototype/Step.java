// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one side does in a transcript. Immutable. */
sealed interface Step {
    /** In the transcript's file, from 1. */
    int line();

    /** Writes octets to the connection, or sends a datagram. */
    record Says(int line, String side, boolean udp, List<Piece> pieces) implements Step {}

    /** Sends as many datagrams as the field says. */
    record Burst(int line, String side, Piece.Field count, List<Piece> pieces) implements Step {}

    record Waits(int line, String side, int ms) implements Step {}

    record Closes(int line, String side) implements Step {}

    /** Played that often; of the other side taken as often as it likes. */
    record Repeats(int line, int times, List<Step> steps) implements Step {}

    /** Who does it; null when it is a repetition. */
    default @Nullable String by() {
        return switch (this) {
            case Says says -> says.side();
            case Burst burst -> burst.side();
            case Waits waits -> waits.side();
            case Closes closes -> closes.side();
            case Repeats _ -> null;
        };
    }
}
