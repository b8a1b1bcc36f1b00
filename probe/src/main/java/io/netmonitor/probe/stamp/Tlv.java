// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

/**
 * Extensions after the base packet (RFC 8972, section 4).
 *
 * <pre>
 * 0 flags: U unrecognised, M malformed, I integrity failed | 1 type | 2 length of the value (2) | 4 value
 *
 * type 3, timestamp information (4.3)    4 sync source in | 5 method in | 6 sync source out | 7 method out
 * type 4, class of service (4.4)         4 DSCP wanted for the reply (6 bits), DSCP seen (6), ECN seen (2), refused (2) | 6 zero (2)
 * type 7, follow-up telemetry (4.7)      4 sequence number of an earlier reply (4) | 8 its t3 (8) | 16 method | 17 zero (3)
 * type 8, HMAC (4.8)                     4 HMAC of all TLVs before it (16)
 * </pre>
 */
final class Tlv {
    static final int HEADER_BYTES = 4;
    static final int LENGTH = 2;

    static final byte UNRECOGNISED = (byte) 0x80;
    static final byte MALFORMED = 0x40;
    static final byte INTEGRITY_FAILED = 0x20;

    static final byte EXTRA_PADDING = 1;
    static final byte TIMESTAMP_INFORMATION = 3;
    static final byte CLASS_OF_SERVICE = 4;
    static final byte FOLLOW_UP = 7;
    static final byte HMAC = 8;

    static final int TIMESTAMP_INFORMATION_VALUE_BYTES = 4;
    static final int CLASS_OF_SERVICE_VALUE_BYTES = 4;
    static final int FOLLOW_UP_VALUE_BYTES = 16;

    static final byte SOURCE_NTP = 1;
    static final byte SOURCE_FREE_RUNNING = 5;

    static final byte METHOD_HARDWARE = 1;
    /** The kernel, close to the device. */
    static final byte METHOD_SOFTWARE = 2;
    /** A program, wherever the scheduler let it. */
    static final byte METHOD_CONTROL_PLANE = 3;

    private Tlv() {}

    /** Whether a stamp by this method was taken close enough to the wire to be called a kernel stamp. */
    static boolean isKernel(int method) {
        return method == METHOD_HARDWARE || method == METHOD_SOFTWARE;
    }

    /** A class of service's first two octets: what is wanted, what was seen. */
    static short classOfService(int wantedDscp, int seenDscp, int seenEcn) {
        return (short) (wantedDscp << 10 | seenDscp << 4 | seenEcn << 2);
    }

    /** The DSCP that a class of service wants for the reply. */
    static int wantedDscp(short octets) {
        return octets >> 10 & 0x3F;
    }

    /** The DSCP that a class of service says was seen. */
    static int seenDscp(short octets) {
        return octets >> 4 & 0x3F;
    }

    /** Whether a class of service says that the reply did not get the DSCP that was wanted. */
    static boolean isRefused(short octets) {
        return (octets & 3) != 0;
    }
}
