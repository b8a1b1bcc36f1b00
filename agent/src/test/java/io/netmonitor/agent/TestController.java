// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/** A controller over real TLS that speaks the agents' protocol and nothing else, and misbehaves when told to. */
public final class TestController implements AutoCloseable {
    public static final String SECRET = "c2VjcmV0";

    private static final Duration POLL = Duration.ofMillis(500);

    /** What it does with batches. */
    public enum Mood {
        TAKES,
        TAKES_BUT_CUTS_THE_ANSWER,
        IS_BROKEN,
        REFUSES
    }

    /** A batch that arrived, taken or not. */
    public record Arrived(UUID spool, long number, List<Result> results) {}

    private record Join(String token, String name, String csr) {}

    private final TestAuthority authority;
    private final SSLContext tls;
    private final HeldPort port = new HeldPort(InetAddress.ofLiteral("127.0.0.1"));
    private final Object planChanged = new Object();
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final List<Result> stored = new CopyOnWriteArrayList<>();
    private final Map<UUID, Long> lastNumbers = new HashMap<>();
    private final Map<String, Boolean> names = new HashMap<>();
    private @Nullable HttpsServer server;
    private Plan plan = Plan.NONE;
    private volatile Mood mood = Mood.TAKES;
    private final List<NodeReport> reports = new CopyOnWriteArrayList<>();
    private volatile int reportStatus = 204;
    private volatile @Nullable String seenFrom;

    /** A controller as it should be. */
    public static TestController start() throws Exception {
        Instant now = Instant.now();
        return start(
                new TestAuthority(),
                "controller.netmonitor",
                now.minus(TestAuthority.BACKDATED),
                now.plus(Duration.ofDays(2)));
    }

    /** A controller whose certificate says what it is told to. */
    public static TestController start(TestAuthority authority, String dnsName, Instant from, Instant until)
            throws Exception {
        return new TestController(authority, authority.serverTls(dnsName, from, until));
    }

    private TestController(TestAuthority authority, SSLContext tls) throws IOException {
        this.authority = authority;
        this.tls = tls;
        comeBack();
    }

    public URI address() {
        return URI.create("https://127.0.0.1:" + port.address().getPort());
    }

    /** The line for a token file. */
    public String token() throws GeneralSecurityException {
        return "nm1." + SECRET + "." + authority.pin();
    }

    public List<Arrived> arrived() {
        return arrived;
    }

    /** Results of the batches taken, each batch once. */
    public List<Result> stored() {
        return stored;
    }

    /** The last node report; null until the first came. */
    public @Nullable NodeReport report() {
        return reports.isEmpty() ? null : reports.getLast();
    }

    /** All node reports in their order. */
    public List<NodeReport> reports() {
        return reports;
    }

    /** Answers node reports as if they came from an address. */
    public void see(String address) {
        seenFrom = address;
    }

    /** Answers node reports with another status than 204. */
    public void answerReportsWith(int status) {
        reportStatus = status;
    }

    public void be(Mood newMood) {
        mood = newMood;
    }

    public void give(Plan newPlan) {
        synchronized (planChanged) {
            plan = newPlan;
            planChanged.notifyAll();
        }
    }

    /** Goes away, cutting all connections. */
    public void leave() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Comes back at the same port. */
    public void comeBack() throws IOException {
        HttpsServer fresh = HttpsServer.create(port.address(), 0);
        fresh.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setWantClientAuth(true);
                wanted.setProtocols(new String[] {"TLSv1.3"});
                parameters.setSSLParameters(wanted);
            }
        });
        fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        fresh.createContext("/agent/v1/join", this::join);
        fresh.createContext("/agent/v1/node", this::node);
        fresh.createContext("/agent/v1/plan", this::plan);
        fresh.createContext("/agent/v1/results", this::results);
        fresh.start();
        server = fresh;
    }

    @Override
    public void close() throws IOException {
        leave();
        port.close();
    }

    private void join(HttpExchange exchange) throws IOException {
        Instant received = Instant.now();
        Join join = Json.read(body(exchange), Join.class);
        if (!join.token().equals(SECRET)) {
            answer(exchange, received, 401, problem("the token is unknown or has expired"));
        } else if (names.putIfAbsent(join.name(), true) != null) {
            answer(exchange, received, 409, problem("there is a node of this name: " + join.name()));
        } else {
            try (PEMParser pem = new PEMParser(new StringReader(join.csr()))) {
                PKCS10CertificationRequest request = (PKCS10CertificationRequest) pem.readObject();
                X509Certificate certificate =
                        authority.certifyNode(join.name(), new JcaPKCS10CertificationRequest(request).getPublicKey());
                answer(
                        exchange,
                        received,
                        200,
                        Json.write(Map.of(
                                "name", join.name(),
                                "certificate", TestAuthority.pem(certificate),
                                "authority", TestAuthority.pem(authority.certificate()))));
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }
    }

    private void node(HttpExchange exchange) throws IOException {
        Instant received = Instant.now();
        requireCertificate(exchange);
        reports.add(Json.read(body(exchange), NodeReport.class));
        if (seenFrom != null) {
            exchange.getResponseHeaders().set("NetMonitor-Seen-From", seenFrom);
        }
        answer(exchange, received, reportStatus, "");
    }

    private void plan(HttpExchange exchange) throws IOException {
        Instant received = Instant.now();
        requireCertificate(exchange);
        String held = exchange.getRequestURI().getQuery().replace("revision=", "");
        Plan differing = awaitOther(held, received.plus(POLL));
        answer(exchange, received, differing == null ? 204 : 200, differing == null ? "" : Json.write(differing));
    }

    private @Nullable Plan awaitOther(String held, Instant until) throws IOException {
        synchronized (planChanged) {
            while (plan.revision().equals(held)) {
                long leftMs = Duration.between(Instant.now(), until).toMillis();
                if (leftMs <= 0) {
                    return null;
                }
                try {
                    planChanged.wait(leftMs);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return plan;
        }
    }

    private void results(HttpExchange exchange) throws IOException {
        Instant received = Instant.now();
        requireCertificate(exchange);
        Arrived batch = Json.read(body(exchange), Arrived.class);
        arrived.add(batch);
        switch (mood) {
            case TAKES -> {
                take(batch);
                answer(exchange, received, 200, Json.write(Map.of("acknowledged", batch.number())));
            }
            case TAKES_BUT_CUTS_THE_ANSWER -> {
                take(batch);
                exchange.close();
            }
            case IS_BROKEN -> answer(exchange, received, 503, problem("the store is away"));
            case REFUSES -> answer(exchange, received, 400, problem("results of another planet"));
        }
    }

    private synchronized void take(Arrived batch) {
        if (lastNumbers.getOrDefault(batch.spool(), 0L) < batch.number()) {
            lastNumbers.put(batch.spool(), batch.number());
            stored.addAll(batch.results());
        }
    }

    private static void requireCertificate(HttpExchange exchange) throws SSLPeerUnverifiedException {
        ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String problem(String detail) {
        return Json.write(Map.of("title", "Refused", "detail", detail));
    }

    private static void answer(HttpExchange exchange, Instant received, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("NetMonitor-Received-At", Json.text(received));
        exchange.getResponseHeaders().set("NetMonitor-Sent-At", Json.text(Instant.now()));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
