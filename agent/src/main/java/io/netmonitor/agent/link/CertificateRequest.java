// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * A PKCS#10 request (RFC 2986) for an EC key, signed by it, which proves that the key is ours.
 *
 * <pre>
 * CertificationRequest      = { info, { ecdsa-with-SHA256 }, BIT STRING signature of info }
 * CertificationRequestInfo  = { INTEGER 0, subject, public key, [0] no attributes }
 * </pre>
 *
 * Java encodes the name, the key and the signature; only what holds them together is written here (X.690, definite lengths).
 */
final class CertificateRequest {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int SEQUENCE = 0x30;
    private static final int ATTRIBUTES = 0xA0;

    /** The object identifier 1.2.840.10045.4.3.2 (RFC 5758, section 3.2), which takes no parameters. */
    private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("06082a8648ce3d040302");

    private CertificateRequest() {}

    /** The request in DER for a key and a common name. */
    static byte[] der(KeyPair pair, String commonName) throws GeneralSecurityException {
        byte[] info = element(
                SEQUENCE,
                element(INTEGER, new byte[1]),
                new X500Principal("CN=" + commonName).getEncoded(),
                pair.getPublic().getEncoded(),
                element(ATTRIBUTES));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(info);
        byte[] noUnusedBits = new byte[1];
        return element(
                SEQUENCE,
                info,
                element(SEQUENCE, ECDSA_WITH_SHA256),
                element(BIT_STRING, noUnusedBits, signature.sign()));
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        length(content.size(), element);
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    /** Below 128 in one octet, else the number of octets and then those. */
    private static void length(int bytes, ByteArrayOutputStream to) {
        if (bytes < 0x80) {
            to.write(bytes);
            return;
        }
        int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(bytes) + 7) / 8;
        to.write(0x80 | octets);
        for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
            to.write(bytes >>> shift);
        }
    }
}
