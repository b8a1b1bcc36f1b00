// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Goes along one protobuf message, field by field: {@link #nextField}, then one of the readers or {@link #skip}. Never reads beyond the
 * message. Not safe for use by many threads.
 */
final class ProtobufCursor {
    private static final int VARINT = 0;
    private static final int EIGHT_OCTETS = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_OCTETS = 5;
    private static final int MAX_VARINT = 10;

    private final ByteBuffer octets;
    private long field;
    private int wire;

    ProtobufCursor(byte[] octets) {
        this(ByteBuffer.wrap(octets));
    }

    private ProtobufCursor(ByteBuffer octets) {
        this.octets = octets.order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean hasMore() {
        return octets.hasRemaining();
    }

    /** Goes to the next field; false at the end. */
    boolean nextField() throws RefusedException {
        if (!octets.hasRemaining()) {
            return false;
        }
        long tag = number();
        field = tag >>> 3;
        wire = (int) (tag & 7);
        return true;
    }

    /** Whether the field is this one, and a message, text or octets. */
    boolean isMessage(int wanted) {
        return field == wanted && wire == LENGTH;
    }

    boolean isNumber(int wanted) {
        return field == wanted && wire == VARINT;
    }

    boolean isDouble(int wanted) {
        return field == wanted && wire == EIGHT_OCTETS;
    }

    /** A whole number. */
    long number() throws RefusedException {
        long value = 0;
        for (int i = 0; i < MAX_VARINT; i++) {
            byte octet = take(1).get();
            value |= (long) (octet & 0x7F) << (7 * i);
            if (octet >= 0) {
                return value;
            }
        }
        throw new RefusedException(Refusal.UNREADABLE, "has a number in it that does not end");
    }

    double real() throws RefusedException {
        return take(Double.BYTES).getDouble();
    }

    /** What a length stands before. */
    ProtobufCursor message() throws RefusedException {
        return new ProtobufCursor(take(number()));
    }

    /** All of this as text. */
    String text() throws RefusedException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(Refusal.UNREADABLE, "has a text that is not in UTF-8", e);
        }
    }

    /** Passes over the field. */
    void skip() throws RefusedException {
        switch (wire) {
            case VARINT -> {
                long _ = number();
            }
            case EIGHT_OCTETS -> take(Long.BYTES);
            case LENGTH -> take(number());
            case FOUR_OCTETS -> take(Integer.BYTES);
            default -> throw new RefusedException(Refusal.UNREADABLE, "is no protobuf: wire type " + wire);
        }
    }

    private ByteBuffer take(long length) throws RefusedException {
        if (length < 0 || length > octets.remaining()) {
            throw new RefusedException(
                    Refusal.UNREADABLE,
                    "ends too early: " + Long.toUnsignedString(length) + " octets wanted, " + octets.remaining()
                            + " left");
        }
        ByteBuffer part = octets.slice(octets.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        octets.position(octets.position() + (int) length);
        return part;
    }
}
