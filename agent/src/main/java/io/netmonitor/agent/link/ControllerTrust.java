// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.time.WallClock;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Trusts one authority and whatever it says is the controller, wherever that is. */
final class ControllerTrust extends AuthorityTrust {
    /** The name that only controllers' certificates carry; nodes' certificates of the same authority do not. */
    static final String CONTROLLER_NAME = "controller.netmonitor";

    private static final int DNS_NAME = 2;

    ControllerTrust(String authorityPin, WallClock clock) {
        super(authorityPin, clock, "controller");
    }

    @Override
    void checkSort(X509Certificate leaf) throws CertificateException {
        Collection<List<?>> names = leaf.getSubjectAlternativeNames();
        boolean namesController = names != null
                && names.stream()
                        .anyMatch(name ->
                                Integer.valueOf(DNS_NAME).equals(name.get(0)) && CONTROLLER_NAME.equals(name.get(1)));
        if (!namesController) {
            throw new CertificateException("what answers is not a controller: its certificate is for "
                    + leaf.getSubjectX500Principal() + "; check the address");
        }
    }

    @Override
    String remedy() {
        return "check the address, or join with a token of this controller";
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a controller calls nobody");
    }
}
