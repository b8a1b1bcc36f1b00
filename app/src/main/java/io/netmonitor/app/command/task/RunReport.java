// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.Printable;
import io.netmonitor.app.command.ResultText;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.time.Durations;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tells of a run, a line for each path as its result comes, and counts.
 *
 * <pre>
 *  3 of 12  beijing → shanghai  measured, rtt 24.314 ms, loss 0.0 % there, 0.0 % back
 * </pre>
 *
 * Used by one thread.
 */
final class RunReport {
    private final String id;
    private final boolean json;
    private final PrintWriter out;
    private final int all;
    private final int width;
    private final Set<Ends> open = new LinkedHashSet<>();
    private int measured;
    private boolean done;

    /**
     * A report.
     *
     * @param run as it was begun
     * @param json whether for programs
     */
    RunReport(JsonNode run, boolean json, PrintWriter out) {
        this.id = run.path("runId").asString("");
        this.json = json;
        this.out = out;
        run.path("paths").forEach(path -> open.add(Ends.of(path)));
        this.all = open.size();
        this.width =
                open.stream().mapToInt(ends -> ends.toString().length()).max().orElse(0);
    }

    /** Whether nothing more is to be waited for. */
    boolean isComplete() {
        return done || open.isEmpty();
    }

    /** Tells what is new in a run as the controller shows it. */
    void take(JsonNode run) {
        for (JsonNode result : run.path("results")) {
            take(id, result);
        }
        for (JsonNode path : run.path("paths")) {
            String hindrance = path.path("hindrance").asString("");
            if (!hindrance.isEmpty() && open.contains(Ends.of(path))) {
                unmeasured(Ends.of(path), hindrance);
            }
        }
        done = run.path("done").asBoolean(false);
    }

    /** Tells of a result, unless that was done or it is another run's. */
    void take(String run, JsonNode result) {
        Ends path = Ends.of(result);
        if (!run.equals(id) || !open.remove(path)) {
            return;
        }
        measured += ResultText.hasValue(result) ? 1 : 0;
        line(path, ResultText.of(result), result);
    }

    /** Tells what did not come, and how many did; whether all were measured. */
    boolean end(Duration timeout) {
        String reason = done ? "no result came" : "no result came within " + Durations.format(timeout.toNanos());
        List.copyOf(open).forEach(path -> unmeasured(path, reason));
        if (!json) {
            out.println(
                    all == 0
                            ? "there is no path to measure"
                            : measured + " of " + PreviewText.count(all, "path") + " measured");
            out.flush();
        }
        return measured == all && all > 0;
    }

    private void unmeasured(Ends path, String reason) {
        open.remove(path);
        Map<String, String> hindrance = new LinkedHashMap<>();
        hindrance.put("runId", id);
        hindrance.put("source", path.source());
        hindrance.put("destination", path.destination());
        hindrance.put("hindrance", reason);
        line(path, "not measured: " + reason, hindrance);
    }

    private void line(Ends path, String text, Object object) {
        if (json) {
            out.println(Json.write(object));
        } else {
            int digits = Integer.toString(all).length();
            String number = Integer.toString(all - open.size());
            out.println(Printable.of(" ".repeat(digits - number.length()) + number + " of " + all + "  " + path
                    + " ".repeat(width - path.toString().length()) + "  " + text));
        }
        out.flush();
    }

    private record Ends(String source, String destination) {
        static Ends of(JsonNode object) {
            return new Ends(
                    object.path("source").asString(""),
                    object.path("destination").asString(""));
        }

        @Override
        public String toString() {
            return source + " → " + destination;
        }
    }
}
