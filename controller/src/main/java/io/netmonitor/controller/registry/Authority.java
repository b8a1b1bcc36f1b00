// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.registry;

import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;

/**
 * The controllers' own certificate authority. Its key lives in the state store, so that all controllers of a house share it.
 * Safe for use by many threads.
 */
public final class Authority {
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(90);

    private final Identity identity;
    private final Identity controller;
    private final Certificates certificates;
    private final WallClock clock;

    private Authority(Identity identity, Identity controller, Certificates certificates, WallClock clock) {
        this.identity = identity;
        this.controller = controller;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * Takes the authority from the state store, or makes one at the first start.
     *
     * @throws IOException when what the store holds cannot be read
     */
    public static Authority open(StateStore state, WallClock clock) throws IOException {
        try {
            Certificates certificates = new Certificates();
            Identity identity = kept(state, "authority", () -> certificates.newAuthority(clock.now()));
            Identity controller = kept(state, "controller", () -> certificates.newController(identity, clock.now()));
            if (controller
                    .certificate()
                    .getNotAfter()
                    .toInstant()
                    .isBefore(clock.now().plus(RENEW_BEFORE_END))) {
                controller = certificates.newController(identity, clock.now());
            }
            return new Authority(identity, controller, certificates, clock);
        } catch (GeneralSecurityException e) {
            throw new IOException("the state store's certificate authority cannot be read: " + e.getMessage(), e);
        }
    }

    /** The authority's own certificate. */
    public X509Certificate certificate() {
        return identity.certificate();
    }

    /** The authority's own certificate as text. */
    public String certificatePem() {
        try {
            return Pem.write(identity.certificate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the authority's certificate cannot be encoded", e);
        }
    }

    /** What a controller shows to agents. */
    public Identity controller() {
        return controller;
    }

    /** SHA-256 of the authority's certificate, base64url without padding: what a join token pins. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(identity.certificate().getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** A node's certificate as text, see {@link Certificates#signNode}. */
    String signNode(String node, String requestPem) {
        try {
            return Pem.write(certificates.signNode(identity, node, requestPem, clock.now()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign the certificate of " + node, e);
        }
    }

    private static Identity kept(StateStore state, String name, Maker maker) throws GeneralSecurityException {
        var secret = state.secret(name);
        // Two controllers that start at once agree on the one that the store kept.
        return Identity.ofPem(
                secret.isPresent()
                        ? secret.get()
                        : state.secret(name, maker.make().pem()));
    }

    @FunctionalInterface
    private interface Maker {
        Identity make() throws GeneralSecurityException;
    }
}
