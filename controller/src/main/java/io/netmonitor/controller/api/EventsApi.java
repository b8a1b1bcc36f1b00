// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.netmonitor.controller.events.Event;
import io.netmonitor.controller.events.Events;
import io.netmonitor.controller.events.Listener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/** What happens, as server-sent events (HTML Living Standard, section 9.2). */
final class EventsApi {
    /** Less than what servers and proxies in between wait for. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private static final List<Parameter> QUERY = List.of(
            Parameter.text("types", "any of task, node and result, separated by commas; all when absent"),
            Parameter.text("task", "only what is about this task"),
            Parameter.text("run", "only the results of this run"));

    private static final Parameter LAST_ID =
            Parameter.header("Last-Event-ID", "the last event that was heard; what is remembered since comes first");

    private final Events events;

    EventsApi(Events events) {
        this.events = events;
    }

    List<Route> routes() {
        return List.of(Route.get(
                        "/api/v1/events",
                        "Streams what happens as server-sent events: tasks changed, nodes came and went, results"
                                + " arrived",
                        Success.text(Success.EVENTS),
                        this::stream)
                .asking(QUERY)
                .asking(List.of(LAST_ID)));
    }

    private void stream(Context context) throws IOException, InterruptedException {
        Query query = new Query(context, QUERY);
        Set<Event.Type> types = query.read("types", EventsApi::types);
        Long after = lastId(context.header(LAST_ID.name()));
        query.done();
        String task = query.text("task");
        String run = query.text("run");
        context.res().setContentType("text/event-stream;charset=utf-8");
        context.res().setHeader("X-Accel-Buffering", "no");
        if (context.method().equals(HandlerType.HEAD)) {
            return;
        }
        Listener listener = listen(
                event -> (types == null || types.contains(event.type()))
                        && (task == null || task.equals(event.task()))
                        && (run == null || run.equals(event.runId())),
                after);
        try {
            pass(listener, context);
        } catch (EofException e) {
            // Whoever listened has gone.
        } finally {
            events.leave(listener);
        }
    }

    private Listener listen(Predicate<Event> wanted, @Nullable Long after) {
        try {
            return events.listen(wanted, after);
        } catch (IllegalStateException e) {
            throw new ProblemException(
                    new Problem(503, Problems.titleOf(503), String.valueOf(e.getMessage()), List.of()));
        }
    }

    private static void pass(Listener listener, Context context) throws IOException, InterruptedException {
        OutputStream out = context.res().getOutputStream();
        write(out, ": hello\n\n");
        while (true) {
            Optional<Event> event = listener.next(SIGN_OF_LIFE);
            if (event.isPresent()) {
                write(out, text(event.get()));
            } else if (listener.isEnded()) {
                return;
            } else {
                write(out, ": still here\n\n");
            }
        }
    }

    private static String text(Event event) {
        return "id: " + event.id() + "\nevent: " + event.type().label() + "\ndata: " + event.json() + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Set<Event.Type> types(String text) {
        return Arrays.stream(text.split(",", -1)).map(Event.Type::of).collect(Collectors.toUnmodifiableSet());
    }

    /** What a browser sends of its own accord is not worth a refusal. */
    private static @Nullable Long lastId(@Nullable String header) {
        try {
            return header == null ? null : Long.valueOf(header.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
