// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens on kernels that this test does not run on. */
final class StampIdsTest {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = Libc.callState(arena);
    private final MessageHeader message = new MessageHeader(arena, arena.allocate(64));
    private final StampIds ids = new StampIds(new SocketOptions(arena, true));

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void eachPacketBringsItsId() {
        int end = ids.write(message.control, 0);

        assertThat(end).isEqualTo(24);
        assertThat(ids.take()).isEqualTo(0);
        assertThat(ids.take()).isEqualTo(1);
    }

    @Test
    void anOldKernelGetsTheMessageWithoutTheId() {
        message.toConnected(44, ids.write(message.control, 0));

        assertThat(ids.failed(Errno.EINVAL, message, state, -1)).isTrue();

        assertThat(message.controlBytes()).isZero();
        assertThat(ids.write(message.control, 0)).isZero();
        assertThat(ids.failed(Errno.EINVAL, message, state, -1)).isFalse();
    }

    @Test
    void anOldKernelHasCountedWhatItsShaperDropped() {
        turnOld();

        assertThat(ids.failed(Errno.ENOBUFS, message, state, -1)).isFalse();

        assertThat(ids.take()).isEqualTo(1);
    }

    @Test
    void anOldKernelCountsAnewAfterOtherFailures() {
        turnOld();
        ids.take();
        ids.take();

        ids.failed(Errno.ECONNREFUSED, message, state, -1);

        assertThat(ids.take()).isEqualTo(0);
    }

    private void turnOld() {
        message.toConnected(44, ids.write(message.control, 0));
        ids.failed(Errno.EINVAL, message, state, -1);
    }
}
