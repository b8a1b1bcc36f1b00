// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.netmonitor.controller.Tasks;
import io.netmonitor.controller.legacy.remote.PlainAnswer;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.outside.OutsideText;
import io.netmonitor.core.outside.Refusals;
import io.netmonitor.core.store.ConflictException;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.time.MonotonicClock;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * The two calls by which the prototype took tasks and told them.
 *
 * <pre>
 * POST /submit            a form: 200 and {@value #SAVED}, or 400 and one line for each fault: taskName: is missing
 * GET  /{taskName}.json   the task as {@link OldTaskFile} writes it, or 404 and why not
 * </pre>
 *
 * They stand on the main port and on each port of the prototype's, and not in OpenAPI, which describes the API: they are kept for peers
 * that have known them since before there was one. {@code /openapi.json} is the API's, no task's: no task may be called so.
 *
 * <p>Answers are plain text. The prototype sent the same words as HTML, which would let a page's code into the browser of
 * whoever is shown a fault with what somebody sent; no script that reads the words looks at their type.
 *
 * <p>Safe for use by many threads.
 */
public final class OldForm implements Component {
    /** What scripts of old look for. */
    static final String SAVED = "Task configuration has been saved";

    private static final int MAX_FORM_BYTES = 64 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json; charset=UTF-8";

    private final Tasks tasks;
    private final OldTaskReader reader;
    private final Supplier<? extends Collection<Node>> nodes;
    private final ZoneId zone;
    private final LongAdder submitted = new LongAdder();
    private final LongAdder told = new LongAdder();
    private final Refusals refusals;

    /**
     * The calls on these tasks.
     *
     * @param nodes that have joined
     * @param zone in which times are read and written
     */
    public OldForm(Tasks tasks, Supplier<? extends Collection<Node>> nodes, ZoneId zone) {
        this.tasks = tasks;
        this.reader = new OldTaskReader(tasks::faults, nodes, zone);
        this.nodes = nodes;
        this.zone = zone;
        this.refusals =
                new Refusals(System.getLogger(OldForm.class.getName()), "the prototype's form", MonotonicClock.SYSTEM);
    }

    /** Adds the calls to a server; those that are there already go first. */
    public void register(JavalinConfig config) {
        config.routes.post("/submit", this::submit);
        config.routes.get("/{task}.json", this::tell);
        config.routes.head("/{task}.json", this::tell);
    }

    @Override
    public Health check() {
        String refused = refusals.text();
        return Health.up("took " + submitted + " tasks, told " + told
                + (refused.isEmpty() ? ", refused nothing" : ", refused: " + refused));
    }

    @Override
    public void close() {
        // Holds nothing: the servers that it is registered with are others'.
    }

    private void submit(Context context) throws IOException {
        String wrongType = wrongType(context);
        if (wrongType != null) {
            refuse(context, 415, "type", wrongType);
            return;
        }
        byte[] body = context.bodyInputStream().readNBytes(MAX_FORM_BYTES + 1);
        if (body.length > MAX_FORM_BYTES) {
            // What is left of it would be taken for the next request.
            context.header("Connection", "close");
            refuse(context, 413, "size", "the form is longer than " + MAX_FORM_BYTES + " bytes");
            return;
        }
        try {
            TaskSpec spec = reader.read(OldTask.of(FormFields.parse(body)));
            OldTaskReader.inForm(() -> tasks.create(spec, context.ip()));
            submitted.increment();
            PlainAnswer.send(context, 200, SAVED);
        } catch (ConflictException e) {
            refuse(context, 400, "name", OldTask.NAME + ": is taken: " + e.getMessage());
        } catch (InvalidInputException e) {
            refuse(context, 400, "fields", PlainAnswer.text(e.faults()));
        }
    }

    /** What is wrong with how a form was sent; null when nothing is. */
    private static @Nullable String wrongType(Context context) {
        String type = Optional.ofNullable(context.header("Content-Type")).orElse("");
        String[] parts = type.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase(FORM)) {
            return "the form has to be sent as " + FORM + ", not as "
                    + (type.isEmpty() ? "nothing" : OutsideText.brief(type));
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("charset=") && !parameter.replace("\"", "").equals("charset=utf-8")) {
                return "the form has to be in UTF-8, not in "
                        + OutsideText.brief(parameter.substring("charset=".length()));
            }
        }
        String encoding = context.header("Content-Encoding");
        return encoding == null || encoding.equalsIgnoreCase("identity")
                ? null
                : "the form has to be sent as it is, not encoded as " + OutsideText.brief(encoding);
    }

    private void tell(Context context) {
        String name = context.pathParam("task");
        Optional<Task> task = tasks.find(name);
        if (task.isEmpty()) {
            refuse(context, 404, "unknown task", "no task is named " + OutsideText.brief(name));
            return;
        }
        try {
            byte[] json = OldTaskFile.json(task.get(), nodes.get(), zone);
            told.increment();
            context.header("Cache-Control", "no-store");
            context.contentType(JSON).result(json);
            keepTypeToTheLetter(context);
        } catch (InvalidInputException e) {
            refuse(context, 404, "inexpressible task", "this task has no form of old: " + PlainAnswer.text(e.faults()));
        }
    }

    /** The server knows another way to write this type, and would use it: peers of old compare letters. */
    private static void keepTypeToTheLetter(Context context) {
        ServletContextResponse.getServletContextResponse(context.res())
                .getWrapped()
                .getHeaders()
                .put(HttpHeader.CONTENT_TYPE, JSON);
    }

    private void refuse(Context context, int status, String reason, String text) {
        refusals.count(reason, context.ip() + ": " + text);
        PlainAnswer.send(context, status, text);
    }
}
