// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One message of the control connection.
 *
 * <pre>
 *  0  length of the body   4 octets, big-endian
 *  4  type                 1
 *  5  body
 * </pre>
 *
 * @param type what it is
 * @param body read by whoever takes it, from its position on
 */
record Frame(Type type, ByteBuffer body) {
    /** Most characters of a reason. */
    private static final int MAX_REASON_BYTES = 500;

    /** What messages there are, with their number on the wire. */
    enum Type {
        /** Caller: who asks for what. */
        HELLO(1),
        /** Server: come in. */
        WELCOME(2),
        /** Server: another measurement runs, come back later. */
        BUSY(3),
        /** Server: no, and why. */
        REFUSED(4),
        /** Caller: a train will come. */
        EXPECT(5),
        /** Server: it may come. */
        READY(6),
        /** Caller: the train was sent, tell what arrived. */
        SENT(7),
        /** Server: what arrived. */
        ARRIVALS(8),
        /** Caller: did you hear my greeting? */
        GREETED(9),
        /** Server: whether it did. */
        HEARD(10),
        /** Caller: send a train. */
        SEND(11),
        /** Server: the train was sent, and when each packet was. */
        DEPARTURES(12),
        /** Either: it cannot go on, and why. */
        FAILED(13);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        static Type of(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new IllegalArgumentException("unknown message type " + code);
        }

        int code() {
            return code;
        }

        /** For people. */
        String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Frame of(Type type, ByteBuffer body) {
        return new Frame(type, body.flip());
    }

    static Frame empty(Type type) {
        return new Frame(type, ByteBuffer.allocate(0));
    }

    /** A message with a sentence. */
    static Frame reason(Type type, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        return new Frame(type, ByteBuffer.wrap(words, 0, Math.min(words.length, MAX_REASON_BYTES)));
    }

    /** The sentence of a message that holds one, without what would not print. */
    String reason() {
        byte[] words = new byte[Math.min(body.remaining(), MAX_REASON_BYTES)];
        body.duplicate().get(words);
        return new String(words, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
    }
}
