// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Text form of keys, certificates and requests (RFC 7468): one block a text. */
final class Pem {
    private static final String LINE = "\n";
    private static final int LINE_CHARACTERS = 64;

    private Pem() {}

    /** One block with a label such as {@code CERTIFICATE}. */
    static String write(String label, byte[] der) {
        String body = Base64.getMimeEncoder(LINE_CHARACTERS, LINE.getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** Reads a certificate; {@code what} names it in the message. */
    static X509Certificate certificate(String text, String what) throws IOException {
        try {
            Certificate read = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
            if (read instanceof X509Certificate certificate) {
                return certificate;
            }
            throw new IOException(what + " is no X.509 certificate");
        } catch (CertificateException e) {
            throw new IOException(what + " is no X.509 certificate: " + e.getMessage(), e);
        }
    }

    /** Reads an EC key in PKCS#8; {@code what} names it in the message. */
    static PrivateKey key(String text, String what) throws IOException {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(text)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IOException(what + " is no EC key: " + e.getMessage(), e);
        }
    }

    /** Reads an EC public key; {@code what} names it in the message. */
    static PublicKey publicKey(String text, String what) throws IOException {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der(text)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IOException(what + " is no EC public key: " + e.getMessage(), e);
        }
    }

    private static byte[] der(String text) {
        return Base64.getDecoder()
                .decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
    }
}
