// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to start an answering side.
 *
 * @param listen address and port; the wildcard answers both families, port 0 lets the system choose
 * @param key what all packets must be authenticated with until {@link Responder#answerOnly} says otherwise; absent to answer
 *     unauthenticated ones
 * @param tls what a control connection is secured by, for probe types that have one: callers must show a certificate that it
 *     trusts; absent to let everybody in
 */
public record ResponderOptions(
        InetSocketAddress listen,
        @Nullable SessionKey key,
        @Nullable SSLContext tls) {
    public ResponderOptions {
        requireNonNull(listen, "listen");
    }

    /** An answering side with neither key nor TLS. */
    public ResponderOptions(InetSocketAddress listen) {
        this(listen, null, null);
    }

    /** An answering side without TLS. */
    public ResponderOptions(InetSocketAddress listen, @Nullable SessionKey key) {
        this(listen, key, null);
    }
}
