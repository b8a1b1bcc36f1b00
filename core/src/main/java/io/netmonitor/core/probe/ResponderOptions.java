// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;

/**
 * How to start an answering side.
 *
 * @param listen address and port; the wildcard answers both families, port 0 lets the system choose
 */
public record ResponderOptions(InetSocketAddress listen) {
    public ResponderOptions {
        requireNonNull(listen, "listen");
    }
}
