// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens on kernels that this test does not run on. */
final class StampIdsTest {
    private final Arena arena = Arena.ofConfined();
    private final SocketOptions options = new SocketOptions(arena, -1, false, true);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void eachPacketBringsItsId() {
        StampIds ids = new StampIds(options, true);

        assertThat(ids.take()).isEqualTo(0);
        assertThat(ids.take()).isEqualTo(1);
        assertThat(ids.write(arena.allocate(64), 0, 1)).isEqualTo(24);
    }

    @Test
    void anIdIsSkippedWhenItsPacketFailed() {
        StampIds ids = new StampIds(options, true);
        ids.take();

        ids.failed(Errno.ECONNREFUSED);

        assertThat(ids.take()).isEqualTo(1);
    }

    @Test
    void anOldKernelHasCountedWhatItsShaperDropped() {
        StampIds ids = new StampIds(options, false);

        ids.failed(Errno.ENOBUFS);

        assertThat(ids.take()).isEqualTo(1);
    }

    @Test
    void anOldKernelCountsAnewAfterOtherFailures() {
        StampIds ids = new StampIds(options, false);
        ids.take();
        ids.take();

        ids.failed(Errno.ECONNREFUSED);

        assertThat(ids.take()).isEqualTo(0);
    }
}
