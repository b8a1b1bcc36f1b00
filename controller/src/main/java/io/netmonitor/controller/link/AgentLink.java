// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.link;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.netmonitor.controller.api.HttpDoor;
import io.netmonitor.controller.api.Problem;
import io.netmonitor.controller.api.ProblemException;
import io.netmonitor.controller.api.Problems;
import io.netmonitor.controller.ingest.BatchCheck;
import io.netmonitor.controller.ingest.Ingest;
import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.registry.Authority;
import io.netmonitor.controller.registry.Registry;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.AddressText;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Serves agents on a port of their own. Every answer carries when the request came and when the answer left, by the
 * controller's clock, from which agents estimate its time. Safe for use by many threads.
 */
public final class AgentLink implements Component {
    private static final Duration LONG_POLL = Duration.ofSeconds(30);
    private static final String RECEIVED_AT = "NetMonitor-Received-At";
    private static final String SENT_AT = "NetMonitor-Sent-At";
    private static final String SEEN_FROM = "NetMonitor-Seen-From";
    private static final int MAX_REQUEST_BYTES = 8 * 1024 * 1024;

    private final Registry registry;
    private final Authority authority;
    private final Plans plans;
    private final BatchCheck check;
    private final Ingest ingest;
    private final WallClock clock;
    private final Javalin server;
    private final InetSocketAddress address;

    /**
     * Starts serving.
     *
     * @throws IOException when the port cannot be had, saying why and what to do
     */
    public AgentLink(
            InetSocketAddress listen,
            Registry registry,
            Authority authority,
            Plans plans,
            BatchCheck check,
            Ingest ingest,
            WallClock clock)
            throws IOException {
        this.registry = registry;
        this.authority = authority;
        this.plans = plans;
        this.check = check;
        this.ingest = ingest;
        this.clock = clock;
        this.server = Javalin.create(config -> {
            HttpDoor.prepare(config, MAX_REQUEST_BYTES);
            config.jetty.addConnector((jetty, http) -> TlsConnector.of(jetty, http, authority, listen));
            Problems.register(config);
            config.routes.before(context -> context.header(RECEIVED_AT, Json.text(clock.now())));
            config.routes.post("/agent/v1/join", timed(this::join));
            config.routes.put("/agent/v1/node", timed(this::report));
            config.routes.get("/agent/v1/plan", timed(this::plan));
            config.routes.post("/agent/v1/results", timed(this::results));
        });
        this.address = HttpDoor.start(server, listen, "--agents");
    }

    /** Where it listens, with the port that the system chose when 0 was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Health check() {
        return Health.up("listens on " + AddressText.of(address));
    }

    @Override
    public void close() {
        server.stop();
    }

    private Handler timed(Handler handler) {
        return context -> {
            handler.handle(context);
            context.header(SENT_AT, Json.text(clock.now()));
        };
    }

    private void join(Context context) {
        JoinRequest request = Json.read(context.body(), JoinRequest.class);
        Optional<String> certificate = registry.join(request.token(), request.name(), request.csr());
        if (certificate.isEmpty()) {
            throw new ProblemException(new Problem(
                    HttpStatus.UNAUTHORIZED.getCode(),
                    "The join token is unknown or has expired",
                    "the join token is unknown or has expired; make a new one: netmonitor node token",
                    List.of()));
        }
        context.json(new JoinAnswer(request.name(), certificate.get(), authority.certificatePem()));
    }

    private void report(Context context) throws IOException {
        String node = node(context);
        InetAddress seenFrom = InetAddress.getByName(context.ip());
        registry.report(node, Json.read(context.body(), NodeReport.class), seenFrom);
        context.header(SEEN_FROM, AddressText.of(seenFrom));
        context.status(HttpStatus.NO_CONTENT);
    }

    private void plan(Context context) throws InterruptedException {
        String node = node(context);
        String revision = Optional.ofNullable(context.queryParam("revision")).orElse("");
        Optional<Plan> plan = plans.await(node, revision, LONG_POLL, MonotonicClock.SYSTEM);
        registry.seen(node);
        if (plan.isPresent()) {
            context.json(plan.get());
        } else {
            context.status(HttpStatus.NO_CONTENT);
        }
    }

    private void results(Context context) throws InterruptedException {
        String node = node(context);
        BatchBody body = Json.read(context.body(), BatchBody.class);
        Batch batch = new Batch(node, body.spool(), body.number(), body.results());
        check.require(batch);
        try {
            ingest.take(batch);
        } catch (IOException e) {
            throw new ProblemException(new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE.getCode(),
                    "The results could not be stored now",
                    String.valueOf(e.getMessage()),
                    List.of()));
        }
        context.json(new Acknowledged(batch.number()));
    }

    /** The name in the client's certificate, of a node that was not removed. */
    private String node(Context context) {
        if (context.req().getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                && chain.length > 0) {
            String name = commonName(chain[0]);
            if (registry.isKnown(name)) {
                registry.seen(name);
                return name;
            }
            throw new ProblemException(new Problem(
                    HttpStatus.FORBIDDEN.getCode(),
                    "This node was removed",
                    "node " + name + " is not known here; to let it in again, empty its data folder and join with a"
                            + " new token",
                    List.of()));
        }
        throw new ProblemException(new Problem(
                HttpStatus.UNAUTHORIZED.getCode(),
                "A node's certificate is needed",
                "join first, see POST /agent/v1/join",
                List.of()));
    }

    private static String commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equals("CN"))
                            .map(rdn -> rdn.getValue().toString())
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            return "";
        }
    }

    private record JoinRequest(
            @JsonProperty(required = true) String token,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String csr) {}

    private record JoinAnswer(String name, String certificate, String authority) {}

    private record BatchBody(
            @JsonProperty(required = true) UUID spool,
            @JsonProperty(required = true) long number,
            @JsonProperty(required = true) List<Result> results) {}

    private record Acknowledged(long acknowledged) {}
}
