// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.time.WallClock;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one authority and those of a sort that it has signed. Host names and addresses are not looked at, so that everybody
 * may move; it being an extended trust manager keeps the JDK from adding its own checks of the host name and of what a
 * certificate may be used for. Safe for use by many threads.
 */
abstract sealed class AuthorityTrust extends X509ExtendedTrustManager permits ControllerTrust, NodeTrust {
    private final String authorityPin;
    private final WallClock clock;
    private final String who;

    /**
     * Trusts the authority with this SHA-256.
     *
     * @param authorityPin base64url without padding
     * @param who the sort of certificate's owner for people: {@code controller}
     */
    AuthorityTrust(String authorityPin, WallClock clock, String who) {
        this.authorityPin = authorityPin;
        this.clock = clock;
        this.who = who;
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

    /** Whether a certificate of the authority is of the right sort. */
    abstract void checkSort(X509Certificate leaf) throws CertificateException;

    /** What to do where the authority is another one. */
    abstract String remedy();

    final void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length != 2) {
            throw new CertificateException("the other end is no NetMonitor " + who + ": it shows " + chain.length
                    + " certificates where its own and its authority's were expected; check the address");
        }
        String shown = pin(chain[1]);
        if (!shown.equals(authorityPin)) {
            throw new CertificateException("the " + who + " belongs to another authority (" + shown
                    + ") than the one this agent was told to trust (" + authorityPin + "): " + remedy());
        }
        X509Certificate leaf = chain[0];
        try {
            leaf.verify(chain[1].getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the " + who + "'s certificate is not signed by its authority", e);
        }
        checkDates(leaf);
        checkSort(leaf);
    }

    private void checkDates(X509Certificate leaf) throws CertificateException {
        Instant now = clock.now();
        Instant from = leaf.getNotBefore().toInstant();
        Instant until = leaf.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(until)) {
            throw new CertificateException("the " + who + "'s certificate is good from " + from + " to " + until
                    + ", and by this host's clock it is " + now + ": set the clock, or renew the certificate");
        }
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
