// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.store.ConflictException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.EofException;

/** The one place where what goes wrong in a request becomes a problem document. */
public final class Problems {
    private static final System.Logger LOG = System.getLogger(Problems.class.getName());

    private static final int MAX_FAULTS = 100;
    private static final int MAX_FIELD = 200;
    private static final int MAX_MESSAGE = 1_000;

    private Problems() {}

    /** Sets the handlers of all exceptions and of statuses without a body. */
    public static void register(JavalinConfig config) {
        config.routes.exception(ProblemException.class, (e, context) -> answer(context, e.problem()));
        config.routes.exception(InvalidInputException.class, (e, context) -> answer(context, faulty(e.faults())));
        config.routes.exception(
                ConflictException.class,
                (e, context) ->
                        answer(context, new Problem(409, "The change is in conflict", messageOf(e), List.of())));
        config.routes.exception(
                IllegalArgumentException.class,
                (e, context) -> answer(context, new Problem(400, "The request has faults", messageOf(e), List.of())));
        config.routes.exception(
                HttpResponseException.class,
                (e, context) ->
                        answer(context, new Problem(e.getStatus(), titleOf(e.getStatus()), messageOf(e), List.of())));
        config.routes.exception(EofException.class, (e, context) -> {
            // Whoever asked has gone; there is nobody to tell.
        });
        config.routes.exception(IOException.class, (e, context) -> unexpected(context, e, 503));
        config.routes.exception(Exception.class, (e, context) -> unexpected(context, e, 500));
    }

    /** Answers a request with a problem document. */
    public static void answer(Context context, Problem problem) {
        context.status(problem.status());
        context.contentType(Problem.CONTENT_TYPE);
        context.result(Json.writeBytes(problem));
    }

    static String titleOf(int status) {
        return switch (status) {
            case 404 -> "There is nothing here";
            case 405 -> "The method is not allowed here";
            case 413 -> "The request is too large";
            case 503 -> "Not now";
            default -> "The request cannot be served";
        };
    }

    /** Whatever was sent, the answer is of a size that people can read. */
    private static Problem faulty(List<Fault> faults) {
        List<Fault> shown = faults.stream()
                .limit(MAX_FAULTS)
                .map(fault -> new Fault(cut(fault.field(), MAX_FIELD), cut(fault.message(), MAX_MESSAGE)))
                .toList();
        int more = faults.size() - shown.size();
        String detail = shown.stream().map(Fault::toString).collect(Collectors.joining("; "));
        return new Problem(400, "The request has faults", detail + (more > 0 ? "; and " + more + " more" : ""), shown);
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "…";
    }

    private static String messageOf(Exception e) {
        return cut(String.valueOf(e.getMessage()), MAX_MESSAGE);
    }

    private static void unexpected(Context context, Exception e, int status) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.ERROR, context.method() + " " + context.path() + " failed, id " + id, e);
        answer(
                context,
                new Problem(
                        status,
                        titleOf(status),
                        "it is our fault; the controller's log has the cause: id " + id,
                        List.of()));
    }
}
