// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.netmonitor.controller.api.HostGuard;
import io.netmonitor.controller.api.HttpDoor;
import io.netmonitor.controller.api.ProblemException;
import io.netmonitor.controller.legacy.form.OldForm;
import io.netmonitor.controller.legacy.push.Pushes;
import io.netmonitor.controller.legacy.push.UnknownTaskException;
import io.netmonitor.controller.legacy.remote.PlainAnswer;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.outside.OutsideText;
import io.netmonitor.core.outside.Refusals;
import io.netmonitor.core.path.AddressText;
import io.netmonitor.core.time.MonotonicClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/**
 * A port that stands in for the prototype's controller and its Pushgateway, in plain HTTP:
 *
 * <pre>
 * GET  /, /configure              the form, and the files that it needs
 * POST /submit, GET /{task}.json  {@link OldForm}
 * PUT, POST /metrics/job/{task}   what old nodes push, answered as the Pushgateway does: 200; also job@base64
 * DELETE    /metrics/job/{task}   202; what is kept for a task stays
 * </pre>
 *
 * Nothing else is here, above all not the API: whoever reaches this port may make tasks, as in the prototype, and no more. Refusals are
 * one line of text. Safe for use by many threads.
 */
public final class LegacyDoor implements Component {
    private static final System.Logger LOG = System.getLogger(LegacyDoor.class.getName());

    private static final int MAX_REQUEST_BYTES = 1024 * 1024;
    private static final String GROUP = "/metrics/job/<group>";
    private static final String GROUP_IN_BASE64 = "/metrics/job@base64/<group>";

    private final @Nullable Pushes pushes;
    private final Javalin server;
    private final InetSocketAddress address;
    private final Refusals refusals;
    private final LongAdder pushed = new LongAdder();
    private final LongAdder deleted = new LongAdder();

    /**
     * Starts serving.
     *
     * @param pages registers the form's page and its files
     * @param pushes takes what old nodes push; where there is nobody, nothing is at {@code /metrics/job}
     * @throws IOException when the port cannot be had, saying why and what to do
     */
    public LegacyDoor(InetSocketAddress listen, OldForm form, Consumer<JavalinConfig> pages, @Nullable Pushes pushes)
            throws IOException {
        this.pushes = pushes;
        this.refusals = new Refusals(LOG, "the prototype's port " + AddressText.of(listen), MonotonicClock.SYSTEM);
        HostGuard guard =
                new HostGuard(listen.getAddress() != null && listen.getAddress().isLoopbackAddress());
        this.server = Javalin.create(config -> {
            HttpDoor.prepare(config, MAX_REQUEST_BYTES);
            config.http.prefer405over404 = false;
            config.jetty.host = listen.getHostString();
            config.jetty.port = listen.getPort();
            registerRefusals(config);
            config.routes.before(guard::check);
            pages.accept(config);
            form.register(config);
            if (pushes != null) {
                for (String group : List.of(GROUP, GROUP_IN_BASE64)) {
                    config.routes.put(group, this::push);
                    config.routes.post(group, this::push);
                    config.routes.delete(group, this::deleteGroup);
                }
            }
        });
        this.address = HttpDoor.start(server, listen, "--legacy");
    }

    /** Where it listens, with the port that the system chose when 0 was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Health check() {
        String refused = refusals.text();
        return Health.up("listens on " + AddressText.of(address) + ", took " + pushed + " pushes, left " + deleted
                + " groups as they are" + (refused.isEmpty() ? ", refused nothing" : ", refused: " + refused));
    }

    @Override
    public void close() {
        server.stop();
    }

    private void push(Context context) throws IOException {
        if (pushes == null) {
            throw new IllegalStateException("nobody takes pushes");
        }
        byte[] body = context.bodyInputStream().readNBytes(MAX_REQUEST_BYTES + 1);
        if (body.length > MAX_REQUEST_BYTES) {
            // What is left of it would be taken for the next request.
            context.header("Connection", "close");
            refuse(context, 413, "size", "the push is longer than " + MAX_REQUEST_BYTES + " bytes");
            return;
        }
        try {
            String type = Optional.ofNullable(context.header("Content-Type")).orElse("");
            pushes.take(job(context), type, new ByteArrayInputStream(body), context.ip());
            pushed.increment();
            context.status(200);
        } catch (IOException e) {
            refuse(context, 503, "not stored", OutsideText.brief(String.valueOf(e.getMessage())));
        } catch (UnknownTaskException e) {
            refuse(context, 404, "unknown task", OutsideText.brief(String.valueOf(e.getMessage())));
        } catch (InvalidInputException e) {
            refuse(context, 400, "push", PlainAnswer.text(e.faults()));
        }
    }

    /** The prototype's nodes never ask for it; clients that clean up behind themselves do. */
    private void deleteGroup(Context context) {
        String job = job(context);
        LOG.log(Level.DEBUG, () -> "keeps the metrics of " + OutsideText.brief(job));
        deleted.increment();
        context.status(202);
    }

    /** Further labels and their values tell groups of a job apart; here a job's results are a task's. */
    private static String job(Context context) {
        String[] parts = context.pathParam("group").split("/", -1);
        if (parts.length % 2 == 0) {
            throw new InvalidInputException(
                    "job", "is followed by a label without a value: " + parts[parts.length - 1]);
        }
        return context.path().startsWith("/metrics/job@base64/") ? "job@base64/" + parts[0] : parts[0];
    }

    private void registerRefusals(JavalinConfig config) {
        config.routes.exception(
                ProblemException.class,
                (e, context) -> refuse(context, 403, "origin", OutsideText.brief(String.valueOf(e.getMessage()))));
        config.routes.exception(
                InvalidInputException.class,
                (e, context) -> refuse(context, 400, "push", PlainAnswer.text(e.faults())));
        config.routes.exception(
                HttpResponseException.class,
                (e, context) -> refuse(
                        context,
                        e.getStatus(),
                        "status " + e.getStatus(),
                        e.getStatus() == 404
                                ? "there is nothing here"
                                : OutsideText.brief(String.valueOf(e.getMessage()))));
        config.routes.exception(EofException.class, (e, context) -> {
            // Whoever asked has gone; there is nobody to tell.
        });
        config.routes.exception(Exception.class, (e, context) -> {
            LOG.log(Level.ERROR, context.method() + " " + OutsideText.brief(context.path()) + " failed", e);
            PlainAnswer.send(context, 500, "it is our fault; the controller's log has the cause");
        });
    }

    private void refuse(Context context, int status, String reason, String text) {
        refusals.count(reason, context.ip() + ": " + text);
        PlainAnswer.send(context, status, text);
    }
}
