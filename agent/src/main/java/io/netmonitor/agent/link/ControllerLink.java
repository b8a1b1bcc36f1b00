// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a node says to its controller and hears from it, over mutual TLS. Safe for use by many threads. */
public final class ControllerLink implements Component {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);
    /** The controller answers a poll after 30 s at the latest. */
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(45);

    private final ControllerHttp http;
    private final Contact contact;

    private record Delivered(UUID spool, long number, List<Result> results) {}

    private record Acknowledgement(long acknowledged) {}

    /**
     * A link that connects when it is first used.
     *
     * @param time learns from every answer
     */
    public ControllerLink(URI controller, Identity identity, ControllerTime time, WallClock clock) throws IOException {
        this.contact = new Contact(controller.toString(), clock);
        ControllerTrust trust = new ControllerTrust(Tls.authorityPin(identity), clock);
        this.http = new ControllerHttp(controller, trust, identity, time);
    }

    /**
     * Says how the node is.
     *
     * @return the address that the controller sees this node at; absent when it does not tell
     * @throws IOException when it did not get through
     */
    public @Nullable String report(NodeReport report) throws IOException, InterruptedException {
        ControllerHttp.Answer answer = call("PUT", "/agent/v1/node", Json.write(report), TIMEOUT);
        expect("reports", answer, answer.status() == 204 ? 204 : 200);
        return answer.seenFrom();
    }

    /**
     * Waits for a plan that differs from the one held, for half a minute.
     *
     * @param revision revision of the plan held
     * @return nothing when it still stands
     * @throws IOException when it did not get through, or the plan cannot be read
     */
    public Optional<Plan> plan(String revision) throws IOException, InterruptedException {
        String query = "/agent/v1/plan?revision=" + URLEncoder.encode(revision, StandardCharsets.UTF_8);
        ControllerHttp.Answer answer = call("GET", query, null, POLL_TIMEOUT);
        if (answer.status() == 204) {
            contact.heard("plan");
            return Optional.empty();
        }
        expect("plan", answer, 200);
        return Optional.of(read(answer.body(), Plan.class, "plan"));
    }

    /**
     * Delivers a batch.
     *
     * @throws RefusedException when the controller says no; 400 and 413 mean that it will never take this batch
     * @throws IOException when it is unknown whether the controller took it
     */
    public void deliver(UUID spool, long number, List<Result> results) throws IOException, InterruptedException {
        String body = Json.write(new Delivered(spool, number, results));
        ControllerHttp.Answer answer = call("POST", "/agent/v1/results", body, DELIVERY_TIMEOUT);
        expect("results", answer, 200);
        long acknowledged =
                read(answer.body(), Acknowledgement.class, "acknowledgement").acknowledged();
        if (acknowledged != number) {
            throw new IOException("the controller acknowledged batch " + acknowledged + " where " + number
                    + " was sent; sending it again");
        }
    }

    private ControllerHttp.Answer call(String method, String path, @Nullable String json, Duration timeout)
            throws IOException, InterruptedException {
        try {
            return http.send(method, path, json, timeout);
        } catch (IOException e) {
            contact.failed(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void expect(String request, ControllerHttp.Answer answer, int status) throws RefusedException {
        if (answer.status() != status) {
            String why = Problem.describe(answer.status(), answer.body());
            contact.refused(request, why);
            throw new RefusedException(answer.status(), why);
        }
        contact.heard(request);
    }

    private static <T> T read(String body, Class<T> type, String what) throws IOException {
        try {
            return Json.read(body, type);
        } catch (InvalidInputException e) {
            throw new IOException("the controller's " + what + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Health check() {
        return contact.check();
    }

    @Override
    public void close() {
        http.close();
    }
}
