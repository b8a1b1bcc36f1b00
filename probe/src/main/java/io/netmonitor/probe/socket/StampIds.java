// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.lang.foreign.MemorySegment;

/**
 * Knows which transmit stamp belongs to which packet. From Linux 6.13 on each packet brings its own id. Before, the kernel counts
 * stamped packets itself, and kernels differ in whether one that failed is counted: then counting begins anew at 0, and a stamp
 * still under way may be taken for a newer one.
 */
final class StampIds {
    private static final int SCM_TS_OPT_ID = 81;
    private static final int MESSAGE_BYTES = 24;

    private final SocketOptions options;
    private boolean explicit = true;
    private int next;

    StampIds(SocketOptions options) {
        this.options = options;
    }

    /** Writes the id of the next packet; to be the last control message. Returns where they end. */
    int write(MemorySegment control, int at) {
        return explicit ? ControlMessages.put(control, at, ControlMessages.SOL_SOCKET, SCM_TS_OPT_ID, next) : at;
    }

    /** The id of the packet that was just sent. */
    int take() {
        return next++;
    }

    /** Keeps in step after a send failed; returns whether it failed only for the id, which is then no longer in the message. */
    boolean failed(int errno, MessageHeader message, MemorySegment state, int fd) {
        boolean unknownToKernel = explicit && errno == Errno.EINVAL && message.controlBytes() >= MESSAGE_BYTES;
        if (unknownToKernel) {
            explicit = false;
            message.shortenControl(MESSAGE_BYTES);
        } else if (!explicit && errno == Errno.ENOBUFS) {
            // Dropped behind the counter, by a shaper.
            next++;
        } else if (!explicit) {
            options.restartStampIds(state, fd);
            next = 0;
        }
        return unknownToKernel;
    }
}
