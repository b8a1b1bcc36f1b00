// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Speaks the agent link by hand, so that the controller is tested against the protocol and not against our agent. */
final class AgentDouble implements AutoCloseable {
    private final URI link;
    private final KeyPair keys;
    private final UUID spool = UUID.randomUUID();
    private long batches;
    private HttpClient client;

    @Nullable
    X509Certificate shown;

    AgentDouble(InetSocketAddress controller) throws GeneralSecurityException {
        this.link = URI.create("https://127.0.0.1:" + controller.getPort());
        this.keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        this.client = client(new KeyManager[0]);
    }

    HttpResponse<String> join(String secret, String name) throws Exception {
        HttpResponse<String> answer =
                send("POST", "/agent/v1/join", Json.write(Map.of("token", secret, "name", name, "csr", request(name))));
        if (answer.statusCode() == 200) {
            JsonNode body = Json.read(answer.body(), JsonNode.class);
            client.close();
            client = client(keyManagers(
                    certificate(body.path("certificate").asString("")),
                    certificate(body.path("authority").asString(""))));
        }
        return answer;
    }

    HttpResponse<String> send(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(link.resolve(path))
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What a node says that answers every kind of measurement at an address. */
    static NodeReport at(String address) {
        return at(address, null, null);
    }

    /** The same, behind a translator of addresses. */
    static NodeReport at(String address, @Nullable String seenAs, @Nullable Boolean inbound) {
        return new NodeReport(
                "test",
                List.of(address),
                Map.of(FakeProbeType.SYMMETRIC, 862, FakeProbeType.ONE_WAY, 8621, FakeProbeType.EXCLUSIVE, 8622),
                null,
                true,
                1_000L,
                0,
                0,
                null,
                null,
                null,
                seenAs,
                inbound);
    }

    /** Says something of its host. */
    HttpResponse<String> report(NodeReport report) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("PUT", "/agent/v1/node", Json.write(report));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        return answer;
    }

    /** Waits for a plan other than the one that it holds. */
    Plan plan(String held) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", "/agent/v1/plan?revision=" + held, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), Plan.class);
    }

    /** Takes plan after plan until one is as it should be. */
    Plan planWith(Predicate<Plan> wanted) throws IOException, InterruptedException {
        Plan plan = plan("");
        while (!wanted.test(plan)) {
            plan = plan(plan.revision());
        }
        return plan;
    }

    /** Hands in one result of an entry of its plan, of a round or a run. */
    void measured(PlanEntry entry, @Nullable Long round, Instant at, Outcome outcome)
            throws IOException, InterruptedException {
        Values values = outcome.hasValue()
                ? new Values(Map.of("sent", 10L, "roundTrip.delay.meanNs", 1_500_000L, "forward.loss", 0.25))
                : new Values(Map.of("sent", 10L));
        Result result = new Result(
                entry.task(),
                entry.revision(),
                round,
                entry.runId(),
                entry.kind(),
                entry.path(),
                at,
                at,
                Duration.ofNanos(5),
                outcome,
                outcome.hasValue() ? null : "made up",
                false,
                false,
                null,
                values);
        batches++;
        String batch = Json.write(Map.of("spool", spool, "number", batches, "results", List.of(result)));
        HttpResponse<String> answer = send("POST", "/agent/v1/results", batch);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Override
    public void close() {
        client.close();
    }

    private String request(String name) throws OperatorCreationException, IOException {
        byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + name), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
        return "-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }

    private static X509Certificate certificate(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private KeyManager[] keyManagers(X509Certificate own, X509Certificate authority)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("node", keys.getPrivate(), new char[0], new Certificate[] {own, authority});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private HttpClient client(KeyManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(managers, new TrustManager[] {new Noting()}, null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Trusts everybody, and notes the certificate for the test to look at. */
    private final class Noting extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            shown = chain[0];
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            shown = chain[0];
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            shown = chain[0];
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new IllegalStateException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new IllegalStateException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new IllegalStateException("this is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
