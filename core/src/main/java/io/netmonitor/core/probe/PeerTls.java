// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * How the calling side of a measurement proves who it is, and whom it expects to meet.
 *
 * @param context shows this node's certificate and trusts those of its controller's authority
 * @param peerName name of the node that is to answer
 */
public record PeerTls(SSLContext context, String peerName) {
    public PeerTls {
        requireNonNull(context, "context");
        requireNonNull(peerName, "peerName");
    }

    /**
     * Refuses another node than the expected one.
     *
     * @param subject of the certificate that was shown: {@code CN=beijing}
     * @throws SSLPeerUnverifiedException naming both
     */
    public void requireName(String subject) throws SSLPeerUnverifiedException {
        if (!subject.equals("CN=" + peerName)) {
            throw new SSLPeerUnverifiedException(
                    "expected to meet node " + peerName + ", and who answers shows a certificate for " + subject);
        }
    }
}
