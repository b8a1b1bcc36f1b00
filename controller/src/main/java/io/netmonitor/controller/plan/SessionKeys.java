// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.store.StateStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session keys, a new one each day for each path of a task: derived from one secret of the house by HKDF-SHA-256 (RFC 5869), so
 * that every controller comes to the same. Safe for use by many threads.
 */
public final class SessionKeys {
    private static final int BYTES = 32;

    private final SecretKey secret;

    private SessionKeys(SecretKey secret) {
        this.secret = secret;
    }

    /** Takes the secret from the state store, or makes one at the first start. */
    public static SessionKeys open(StateStore state) {
        String kept = state.secret("session-keys").orElseGet(() -> {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            return state.secret("session-keys", HexFormat.of().formatHex(fresh));
        });
        return of(HexFormat.of().parseHex(kept));
    }

    /** Keys from a secret of at least 32 octets. */
    static SessionKeys of(byte[] secret) {
        if (secret.length < BYTES) {
            throw new IllegalArgumentException("the secret of session keys is shorter than " + BYTES + " octets");
        }
        return new SessionKeys(new SecretKeySpec(secret, "HKDF"));
    }

    /**
     * The key of a path.
     *
     * @param task number of the task, so that a key is not good for another one
     * @param day in UTC
     */
    SessionKey key(long task, Path path, LocalDate day) {
        String purpose = "session key|" + task + "|" + path.source() + "|" + path.destination() + "|" + path.family()
                + "|" + day;
        try {
            return SessionKey.of(KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF-SHA256", e);
        }
    }
}
