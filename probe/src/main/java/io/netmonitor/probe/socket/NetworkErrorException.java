// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.IOException;

/** The network refused a packet before it left: no route, host down, port closed. A measurement's outcome, not a fault here. */
public final class NetworkErrorException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean refused;

    NetworkErrorException(int errno) {
        super(Errno.words(errno));
        this.refused = errno == Errno.ECONNREFUSED;
    }

    private NetworkErrorException(IOException cause) {
        super(cause.getMessage(), cause);
        this.refused = false;
    }

    /** What another library said of the network. */
    static NetworkErrorException of(IOException cause) {
        return new NetworkErrorException(cause);
    }

    /** Whether the destination itself answered that its port is closed. */
    public boolean isRefused() {
        return refused;
    }
}
