// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import java.nio.ByteBuffer;

/**
 * Who asks for what.
 *
 * <pre>
 *  0  "NMBW"          4 octets
 *  4  version         1   this one is 1
 *  5  way             1   0: the caller sends trains, 1: the server does
 *  6  session id      2
 *  8  caller          8   drawn at random by the calling program for the measurement
 * 16  payload         4   UDP payload of a train's packet
 * </pre>
 *
 * @param reverse whether the server sends the trains
 * @param sessionId of the plan, 0 to 65535
 * @param caller tells a measurement of one's own from others
 * @param payloadBytes UDP payload of a train's packet
 */
record Hello(boolean reverse, int sessionId, long caller, int payloadBytes) {
    static final int VERSION = 1;
    static final int BYTES = 20;

    private static final int MAGIC = 0x4E4D4257;

    Frame frame() {
        return Frame.of(
                Frame.Type.HELLO,
                ByteBuffer.allocate(BYTES)
                        .putInt(MAGIC)
                        .put((byte) VERSION)
                        .put((byte) (reverse ? 1 : 0))
                        .putShort((short) sessionId)
                        .putLong(caller)
                        .putInt(payloadBytes));
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException when it is none, saying why
     */
    static Hello of(Frame frame) {
        ByteBuffer body = frame.body();
        if (frame.type() != Frame.Type.HELLO || body.remaining() < BYTES || body.getInt() != MAGIC) {
            throw new IllegalArgumentException("a measurement begins with hello");
        }
        int version = body.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("version " + version + " is not known here, " + VERSION + " is");
        }
        boolean reverse = body.get() == 1;
        int sessionId = Short.toUnsignedInt(body.getShort());
        return new Hello(reverse, sessionId, body.getLong(), body.getInt());
    }
}
