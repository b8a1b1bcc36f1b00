// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.time.WallClock;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one authority and whatever it says is the controller. Host names and addresses are not looked at, so that a
 * controller may move; it being an extended trust manager keeps the JDK from adding its own check of the host name.
 */
final class ControllerTrust extends X509ExtendedTrustManager {
    /** The name that only controllers' certificates carry; nodes' certificates of the same authority do not. */
    static final String CONTROLLER_NAME = "controller.netmonitor";

    private static final int DNS_NAME = 2;

    private final String authorityPin;
    private final WallClock clock;

    /**
     * Trusts the authority with this SHA-256.
     *
     * @param authorityPin base64url without padding
     */
    ControllerTrust(String authorityPin, WallClock clock) {
        this.authorityPin = authorityPin;
        this.clock = clock;
    }

    /** SHA-256 of a certificate, base64url without padding. */
    static String pin(X509Certificate certificate) throws CertificateException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length != 2) {
            throw new CertificateException("what answers is no NetMonitor controller: it shows " + chain.length
                    + " certificates where its own and its authority's were expected; check the address");
        }
        String shown = pin(chain[1]);
        if (!shown.equals(authorityPin)) {
            throw new CertificateException("the controller belongs to another authority (" + shown
                    + ") than the one this agent was told to trust (" + authorityPin
                    + "): check the address, or join with a token of this controller");
        }
        X509Certificate leaf = chain[0];
        try {
            leaf.verify(chain[1].getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the controller's certificate is not signed by its authority", e);
        }
        checkDates(leaf);
        if (!namesController(leaf)) {
            throw new CertificateException("what answers is not a controller: its certificate is for "
                    + leaf.getSubjectX500Principal() + "; check the address");
        }
    }

    private void checkDates(X509Certificate leaf) throws CertificateException {
        Instant now = clock.now();
        Instant from = leaf.getNotBefore().toInstant();
        Instant until = leaf.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(until)) {
            throw new CertificateException("the controller's certificate is good from " + from + " to " + until
                    + ", and by this host's clock it is " + now + ": set the clock, or renew the certificate");
        }
    }

    private static boolean namesController(X509Certificate leaf) throws CertificateParsingException {
        Collection<List<?>> names = leaf.getSubjectAlternativeNames();
        return names != null
                && names.stream()
                        .anyMatch(name ->
                                Integer.valueOf(DNS_NAME).equals(name.get(0)) && CONTROLLER_NAME.equals(name.get(1)));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("an agent has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
