// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import javax.net.ssl.SSLContext;

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
     * @throws IOException naming both
     */
    public void requireName(String subject) throws IOException {
        if (!subject.equals("CN=" + peerName)) {
            throw new IOException(
                    "expected to meet node " + peerName + ", and who answers shows a certificate for " + subject);
        }
    }
}
