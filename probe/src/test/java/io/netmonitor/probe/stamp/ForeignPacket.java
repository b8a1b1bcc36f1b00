// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads and writes authenticated packets by the octet tables of RFC 8762 (figures 3 and 6) and RFC 8972 (section 4) alone; shares no
 * code with what it is held against.
 */
final class ForeignPacket {
    static final int BASE = 112;

    private final byte[] octets;

    ForeignPacket(byte[] octets) {
        this.octets = octets;
    }

    /** A request with these TLVs, sealed with the key; {@code tlvs} are whole, header included. */
    static ForeignPacket request(byte[] key, int sequence, long stamp, int sessionId, byte[]... tlvs) {
        int length = BASE;
        for (byte[] tlv : tlvs) {
            length += tlv.length;
        }
        int hmac = tlvs.length == 0 ? 0 : 20;
        ByteBuffer packet = ByteBuffer.allocate(length + hmac);
        packet.putInt(sequence);
        packet.position(16).putLong(stamp).putShort((short) 0x8001).putShort((short) sessionId);
        packet.position(BASE);
        for (byte[] tlv : tlvs) {
            packet.put(tlv);
        }
        if (hmac > 0) {
            byte[] covered = Arrays.copyOfRange(packet.array(), BASE, length);
            packet.put(new byte[] {(byte) 0x80, 8, 0, 16}).put(hmac(key, covered));
        }
        packet.position(96).put(hmac(key, Arrays.copyOf(packet.array(), 96)));
        return new ForeignPacket(packet.array());
    }

    static byte[] tlv(int type, int valueBytes) {
        byte[] tlv = new byte[4 + valueBytes];
        tlv[0] = (byte) 0x80;
        tlv[1] = (byte) type;
        tlv[2] = (byte) (valueBytes >> 8);
        tlv[3] = (byte) valueBytes;
        return tlv;
    }

    byte[] octets() {
        return octets;
    }

    int sequence() {
        return integer(0);
    }

    long t3() {
        return ByteBuffer.wrap(octets).getLong(16);
    }

    int sessionId() {
        return integer(24) & 0xFFFF;
    }

    long t2() {
        return ByteBuffer.wrap(octets).getLong(32);
    }

    int senderSequence() {
        return integer(48);
    }

    long senderStamp() {
        return ByteBuffer.wrap(octets).getLong(64);
    }

    int senderErrorEstimate() {
        return integer(72) >>> 16;
    }

    int senderTtl() {
        return octets[80] & 0xFF;
    }

    private int integer(int at) {
        return ByteBuffer.wrap(octets).getInt(at);
    }

    /** Whether all that a reply leaves empty is zero. */
    boolean isZeroElsewhere() {
        int[][] empty = {{4, 16}, {28, 32}, {40, 48}, {52, 64}, {74, 80}, {81, 96}};
        for (int[] range : empty) {
            for (int i = range[0]; i < range[1]; i++) {
                if (octets[i] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    boolean isGenuine(byte[] key) {
        return Arrays.equals(Arrays.copyOfRange(octets, 96, 112), hmac(key, Arrays.copyOf(octets, 96)));
    }

    /** Whether the HMAC TLV covers exactly the TLVs before it. */
    boolean hasGenuineTlvs(byte[] key) {
        int at = BASE;
        while (at + 4 <= octets.length) {
            int length = (octets[at + 2] & 0xFF) << 8 | (octets[at + 3] & 0xFF);
            if (octets[at + 1] == 8) {
                return length == 16
                        && Arrays.equals(
                                Arrays.copyOfRange(octets, at + 4, at + 20),
                                hmac(key, Arrays.copyOfRange(octets, BASE, at)));
            }
            at += 4 + length;
        }
        return false;
    }

    /** Each TLV by its type: flags, then value. */
    Map<Integer, byte[]> tlvs() {
        Map<Integer, byte[]> tlvs = new LinkedHashMap<>();
        int at = BASE;
        while (at + 4 <= octets.length) {
            int length = (octets[at + 2] & 0xFF) << 8 | (octets[at + 3] & 0xFF);
            byte[] flagsAndValue = new byte[1 + length];
            flagsAndValue[0] = octets[at];
            System.arraycopy(octets, at + 4, flagsAndValue, 1, length);
            tlvs.put((int) octets[at + 1], flagsAndValue);
            at += 4 + length;
        }
        return tlvs;
    }

    /** Flags of the TLV of a type. */
    byte flags(int type) {
        byte[] tlv = tlvs().get(type);
        if (tlv == null) {
            throw new AssertionError("there is no TLV of type " + type);
        }
        return tlv[0];
    }

    static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(text), 16);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
