// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A secret that both ends of a session know. Never printed; its JSON form is for the plan alone. Immutable. */
public final class SessionKey {
    private static final int MIN_BYTES = 16;
    private static final int MAX_BYTES = 64;

    private final byte[] octets;

    private SessionKey(byte[] octets) {
        if (octets.length < MIN_BYTES || octets.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a session key has " + MIN_BYTES + " to " + MAX_BYTES + " octets, this one has " + octets.length);
        }
        this.octets = octets;
    }

    /**
     * A key of 16 to 64 octets.
     *
     * @throws IllegalArgumentException when it has more or fewer
     */
    public static SessionKey of(byte[] octets) {
        return new SessionKey(octets.clone());
    }

    /**
     * Reads hexadecimal digits, two an octet.
     *
     * @throws IllegalArgumentException when they are none, or too few or too many; never repeats them
     */
    @JsonCreator
    public static SessionKey ofHex(String digits) {
        requireNonNull(digits, "digits");
        byte[] octets;
        try {
            octets = HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            // The cause would show a part of the secret.
            throw new IllegalArgumentException("a session key is written in hexadecimal digits, two for each octet");
        }
        return new SessionKey(octets);
    }

    /** A copy of the octets. */
    public byte[] octets() {
        return octets.clone();
    }

    /** The digits that {@link #ofHex} reads. */
    @JsonValue
    public String hex() {
        return HexFormat.of().formatHex(octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionKey key && MessageDigest.isEqual(octets, key.octets);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "SessionKey[" + octets.length + " octets]";
    }
}
