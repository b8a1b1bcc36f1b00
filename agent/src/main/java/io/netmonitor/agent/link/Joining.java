// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.time.Backoff;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;

/**
 * Becoming a node: once, with a token, before there is a certificate to show.
 *
 * <p>While the controller cannot be reached it is tried again and again, since host and controller may start together. When it
 * was reached and says no, or is not the token's controller, that is final.
 */
public final class Joining {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI controller;
    private final WallClock clock;
    private final Backoff backoff;

    private record Request(String token, String name, String csr) {}

    private record Answer(String name, String certificate, String authority) {}

    public Joining(URI controller, WallClock clock, Backoff backoff) {
        this.controller = controller;
        this.clock = clock;
        this.backoff = backoff;
    }

    /**
     * Joins and keeps the identity.
     *
     * @param name name that the node asks for
     * @throws RefusedException when the controller says no
     * @throws UntrustedException when what answers is not the token's controller
     * @throws IOException when the answer or the folder is of no use
     */
    public Identity join(JoinToken token, String name, IdentityFolder folder) throws IOException, InterruptedException {
        KeyPair pair = folder.keyPair();
        String body = Json.write(new Request(token.secret(), name, request(pair, name)));
        ControllerTrust trust = new ControllerTrust(token.authorityPin(), clock);
        try (ControllerHttp http = new ControllerHttp(controller, trust, null, null)) {
            ControllerHttp.Answer answer = ask(http, body);
            if (answer.status() != 200) {
                throw new RefusedException(
                        answer.status(),
                        "the controller did not let this node join as " + name + ": "
                                + Problem.describe(answer.status(), answer.body()));
            }
            Identity identity = accept(Json.read(answer.body(), Answer.class), token, pair);
            folder.keep(identity.certificate(), identity.authority());
            LOG.log(System.Logger.Level.INFO, "joined {0} as node {1}", controller, identity.name());
            return identity;
        } catch (InvalidInputException e) {
            throw new IOException("the controller's answer to joining cannot be read: " + e.getMessage(), e);
        }
    }

    private ControllerHttp.Answer ask(ControllerHttp http, String body) throws IOException, InterruptedException {
        while (true) {
            String why;
            try {
                ControllerHttp.Answer answer = http.send("POST", "/agent/v1/join", body, TIMEOUT);
                if (answer.status() < 500) {
                    return answer;
                }
                why = Problem.describe(answer.status(), answer.body());
            } catch (UntrustedException e) {
                throw e;
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
            }
            if (backoff.isFresh()) {
                LOG.log(System.Logger.Level.WARNING, "cannot join yet, trying again until it works: {0}", why);
            }
            backoff.pause();
        }
    }

    private static Identity accept(Answer answer, JoinToken token, KeyPair pair) throws IOException {
        X509Certificate certificate = Pem.certificate(answer.certificate(), "the certificate that the controller gave");
        X509Certificate authority = Pem.certificate(answer.authority(), "the authority that the controller gave");
        try {
            if (!AuthorityTrust.pin(authority).equals(token.authorityPin())) {
                throw new IOException("the controller gave another authority than the token names");
            }
            certificate.verify(authority.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IOException("the controller gave a certificate that its authority did not sign", e);
        }
        if (!certificate.getPublicKey().equals(pair.getPublic())) {
            throw new IOException("the controller gave a certificate for another key than this node's");
        }
        return Identity.of(pair.getPrivate(), certificate, authority);
    }

    private static String request(KeyPair pair, String name) throws IOException {
        try {
            return Pem.write("CERTIFICATE REQUEST", CertificateRequest.der(pair, name));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate request cannot be signed: " + e.getMessage(), e);
        }
    }
}
