// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes this node's side of TLS connections. */
public final class Tls {
    private static final char[] IN_MEMORY_ONLY = "in memory only".toCharArray();

    private Tls() {}

    /**
     * TLS between nodes of one authority, for the end that calls and the one that answers.
     *
     * @throws IOException when the identity cannot be used
     */
    public static SSLContext betweenNodes(Identity identity, WallClock clock) throws IOException {
        return context(new NodeTrust(authorityPin(identity), clock), identity);
    }

    /** The SHA-256 of the authority that certified this node. */
    static String authorityPin(Identity identity) throws IOException {
        try {
            return AuthorityTrust.pin(identity.authority());
        } catch (CertificateException e) {
            throw new IOException("the kept authority's certificate cannot be used: " + e.getMessage(), e);
        }
    }

    /** TLS that trusts as told and shows the identity, when there is one. */
    static SSLContext context(AuthorityTrust trust, @Nullable Identity identity) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    identity == null ? new KeyManager[0] : keyManagers(identity), new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up with the node's certificate: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] keyManagers(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        Certificate[] chain = {identity.certificate(), identity.authority()};
        keys.setKeyEntry(identity.name(), identity.key(), IN_MEMORY_ONLY, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, IN_MEMORY_ONLY);
        return factory.getKeyManagers();
    }
}
