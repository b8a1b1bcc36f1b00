// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/**
 * Trusts the nodes of one authority, whether they call or answer. Which of them it is to be, the measurement knows. Nodes'
 * certificates are good for client authentication alone; since nodes know each other by name and authority, that is not
 * looked at here.
 */
final class NodeTrust extends AuthorityTrust {
    NodeTrust(String authorityPin, WallClock clock) {
        super(authorityPin, clock, "node");
    }

    @Override
    void checkSort(X509Certificate leaf) throws CertificateException {
        try {
            String _ = Identity.nodeName(leaf);
        } catch (IOException e) {
            throw new CertificateException("the other end is not a node: " + e.getMessage(), e);
        }
    }

    @Override
    String remedy() {
        return "nodes of one controller alone measure each other; check the address, or let both join the same one";
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }
}
