// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.registry;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A key with its certificate.
 *
 * @param key private key, EC P-256
 * @param certificate certificate of its public key
 */
public record Identity(PrivateKey key, X509Certificate certificate) {
    public Identity {
        requireNonNull(key, "key");
        requireNonNull(certificate, "certificate");
    }

    String pem() throws GeneralSecurityException {
        return Pem.write(key) + Pem.write(certificate);
    }

    static Identity ofPem(String pem) throws GeneralSecurityException {
        return new Identity(Pem.privateKey(pem), Pem.certificate(pem));
    }

    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal() + "]";
    }
}
