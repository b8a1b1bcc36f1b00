// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * How to start an answering side.
 *
 * @param listen address and port; the wildcard answers both families, port 0 lets the system choose
 * @param key what all packets must be authenticated with until {@link Responder#answerOnly} says otherwise; absent to answer
 *     unauthenticated ones
 */
public record ResponderOptions(
        InetSocketAddress listen, @Nullable SessionKey key) {
    public ResponderOptions {
        requireNonNull(listen, "listen");
    }

    /** An answering side without a key. */
    public ResponderOptions(InetSocketAddress listen) {
        this(listen, null);
    }
}
