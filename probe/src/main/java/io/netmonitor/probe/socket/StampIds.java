// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.lang.foreign.MemorySegment;

/**
 * Knows which transmit stamp belongs to which packet. From Linux 6.13 on each packet brings its own id. Before, the kernel counts
 * stamped packets itself, and kernels differ in whether one that failed is counted: then counting begins anew at 0, and a stamp
 * still under way may be taken for a newer one. Stamped packets are then sent one by one.
 */
final class StampIds {
    /** Control message that gives a packet's stamp its id. */
    static final int SCM_TS_OPT_ID = 81;

    private final SocketOptions options;
    private final boolean explicit;
    private int next;

    /** Ids for a socket's packets; {@code explicit} when the kernel takes them. */
    StampIds(SocketOptions options, boolean explicit) {
        this.options = options;
        this.explicit = explicit;
    }

    /** Whether each packet brings its own id. */
    boolean isExplicit() {
        return explicit;
    }

    /** Writes a packet's id as a control message; returns where they end. */
    int write(MemorySegment control, int at, int id) {
        return ControlMessages.put(control, at, ControlMessages.SOL_SOCKET, SCM_TS_OPT_ID, id);
    }

    /** The next id: of a packet that is about to be sent, or that was just sent when the kernel counts. */
    int take() {
        int id = next;
        next = (next + 1) & Integer.MAX_VALUE;
        return id;
    }

    /** Keeps in step after a stamped packet was not sent. */
    void failed(int errno) {
        if (explicit) {
            return;
        }
        if (errno == Errno.ENOBUFS) {
            // Dropped behind the counter, by a shaper.
            take();
        } else {
            options.restartStampIds();
            next = 0;
        }
    }
}
