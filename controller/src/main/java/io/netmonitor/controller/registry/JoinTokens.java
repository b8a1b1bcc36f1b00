// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.registry;

import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.time.WallClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * The tokens with which nodes join: {@code nm1.<secret>.<fingerprint of the authority>}. The store keeps only a hash of the
 * secret; the fingerprint lets the agent recognise the controller at first sight. Safe for use by many threads.
 */
public final class JoinTokens {
    private static final int SECRET_BYTES = 32;
    private static final int MAX_SECRET_CHARACTERS = 200;

    private final StateStore state;
    private final Authority authority;
    private final WallClock clock;
    private final SecureRandom random = new SecureRandom();

    public JoinTokens(StateStore state, Authority authority, WallClock clock) {
        this.state = state;
        this.authority = authority;
        this.clock = clock;
    }

    /** A token that any number of nodes may join with until it expires. */
    public Token issue(Duration validity) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expiresAt = clock.now().plus(validity);
        state.addToken(hash(secret), expiresAt);
        return new Token("nm1." + secret + "." + authority.fingerprint(), expiresAt);
    }

    boolean accepts(String secret) {
        return secret.length() <= MAX_SECRET_CHARACTERS && state.hasToken(hash(secret), clock.now());
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /**
     * A token as it is handed to a person, once.
     *
     * @param token the whole text
     * @param expiresAt when it ceases to work
     */
    public record Token(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token[expires " + expiresAt + "]";
        }
    }
}
