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
 * type 7, follow-up telemetry (4.7)      4 sequence number of an earlier reply (4) | 8 its t3 (8) | 16 method | 17 zero (3)
 * </pre>
 */
final class Tlv {
    static final int HEADER_BYTES = 4;
    static final int LENGTH = 2;

    static final byte UNRECOGNISED = (byte) 0x80;
    static final byte MALFORMED = 0x40;

    static final byte EXTRA_PADDING = 1;
    static final byte TIMESTAMP_INFORMATION = 3;
    static final byte FOLLOW_UP = 7;

    static final int TIMESTAMP_INFORMATION_VALUE_BYTES = 4;
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
}
