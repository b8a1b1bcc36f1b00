// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import java.nio.ByteBuffer;

/** Gives arbitrary octets to the reader of what chronyd answers. */
public final class ChronydFuzz {
    private ChronydFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Tracking.answer(
                        ByteBuffer.wrap(input),
                        input.length > 19 ? ByteBuffer.wrap(input).getInt(16) : 0)
                .ifPresent(tracking -> {
                    if (!(tracking.errorNs() >= 0)) {
                        throw new AssertionError("error " + tracking.errorNs());
                    }
                });
    }
}
