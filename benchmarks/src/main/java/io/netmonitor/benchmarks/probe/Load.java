// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a {@link Blast} sends. All have the same length. */
enum Load {
    /** STAMP requests with nothing but padding after the base. */
    PLAIN("without follow-up stamps", 0.7),
    /** STAMP requests that ask for follow-up telemetry, so that the reflector takes kernel stamps of its replies. */
    FOLLOW_UP("with follow-up stamps", 1.3),
    /** irtt's test packets. */
    IRTT("irtt", 1);

    private static final int STAMP_BASE_BYTES = 44;
    private static final int SESSION_ID = 14;
    private static final int ERROR_ESTIMATE = 12;
    private static final short UNSYNCHRONISED_1_S = 0x2001;
    private static final byte UNRECOGNISED = (byte) 0x80;
    private static final byte EXTRA_PADDING = 1;
    private static final byte TIMESTAMP_INFORMATION = 3;
    private static final byte FOLLOW_UP_TELEMETRY = 7;
    private static final int IRTT_SEQUENCE = 12;

    private final String text;
    private final double ratioAtMost;

    Load(String text, double ratioAtMost) {
        this.text = text;
        this.ratioAtMost = ratioAtMost;
    }

    /** How people call it. */
    String text() {
        return text;
    }

    /** The most processor time a packet that is aimed at, as a share of irtt's. */
    double ratioAtMost() {
        return ratioAtMost;
    }

    /** A STAMP request by RFC 8762 and 8972; only its sequence number and time are still to be written. */
    ByteBuffer stampRequest(int sessionId) {
        ByteBuffer packet = ByteBuffer.allocateDirect(Pace.PAYLOAD_BYTES);
        packet.putShort(ERROR_ESTIMATE, UNSYNCHRONISED_1_S);
        packet.putShort(SESSION_ID, (short) sessionId);
        packet.position(STAMP_BASE_BYTES);
        if (this == FOLLOW_UP) {
            extension(packet, TIMESTAMP_INFORMATION, 4);
            extension(packet, FOLLOW_UP_TELEMETRY, 16);
        } else {
            extension(packet, EXTRA_PADDING, Pace.PAYLOAD_BYTES - STAMP_BASE_BYTES - 4);
        }
        return packet.clear();
    }

    /** Writes what differs from packet to packet. */
    void number(ByteBuffer packet, int sequence) {
        if (this == IRTT) {
            packet.order(ByteOrder.LITTLE_ENDIAN).putInt(IRTT_SEQUENCE, sequence);
        } else {
            packet.putInt(0, sequence);
            packet.putInt(8, sequence);
        }
    }

    private static void extension(ByteBuffer packet, byte type, int valueBytes) {
        packet.put(UNRECOGNISED).put(type).putShort((short) valueBytes);
        packet.position(packet.position() + valueBytes);
    }
}
