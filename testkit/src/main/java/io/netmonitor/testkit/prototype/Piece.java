// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a transcript's octets are made of. Immutable. */
sealed interface Piece {
    /** These octets, a character for each. */
    record Literal(String octets) implements Piece {
        static Literal of(byte[] octets) {
            return new Literal(new String(octets, StandardCharsets.ISO_8859_1));
        }

        byte[] bytes() {
            return octets.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * That many octets under a name, which stay the same once they are known.
     *
     * @param played what to say as long as nothing is known: hex, {@code now}, {@code next}, {@code random}; zeros when null
     */
    record Field(String name, int bytes, @Nullable String played) implements Piece {}

    /** Text of any length under a name; as short as what stands around it allows. */
    record Text(String name, @Nullable String played) implements Piece {}

    /** Octets of any number that mean nothing; that many are said. */
    record Filler(int bytes) implements Piece {}

    /** Names that begin so stand for something else each time. */
    String ANYTHING = "_";

    /** Whether every message of it is equally long. */
    default boolean isFixed() {
        return switch (this) {
            case Literal _, Field _ -> true;
            case Text _, Filler _ -> false;
        };
    }

    /** Bytes of what is fixed. */
    default int length() {
        return switch (this) {
            case Literal literal -> literal.octets().length();
            case Field field -> field.bytes();
            case Text _, Filler _ -> 0;
        };
    }
}
