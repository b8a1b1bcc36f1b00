// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.core.probe.SessionKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 cut to 16 octets (RFC 8762, section 4.4; RFC 8972, section 4.8), by one key. Used by one thread. */
final class Seal {
    static final int BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int DIGEST_BYTES = 32;

    private final Mac mac;
    private final byte[] digest = new byte[DIGEST_BYTES];
    private byte[] scratch = new byte[128];

    Seal(SessionKey key) {
        try {
            this.mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.octets(), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    /** Writes the seal of some octets of a packet into it. */
    void write(ByteBuffer packet, int from, int lengthBytes, int at) {
        digest(packet, from, lengthBytes);
        packet.put(at, digest, 0, BYTES);
    }

    /** Whether the seal in a packet is that of some of its octets; takes the same time either way. */
    boolean fits(ByteBuffer packet, int from, int lengthBytes, int at) {
        digest(packet, from, lengthBytes);
        packet.get(at, scratch, 0, BYTES);
        int different = 0;
        for (int i = 0; i < BYTES; i++) {
            different |= digest[i] ^ scratch[i];
        }
        return different == 0;
    }

    private void digest(ByteBuffer packet, int from, int lengthBytes) {
        if (scratch.length < lengthBytes) {
            scratch = new byte[lengthBytes];
        }
        packet.get(from, scratch, 0, lengthBytes);
        mac.update(scratch, 0, lengthBytes);
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a digest has " + DIGEST_BYTES + " octets", e);
        }
    }
}
