// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.time.Durations;
import java.io.PrintWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Why a path was measured at an instant, or was not. */
@Command(
        name = "why",
        description = {
            "Says why a path was measured at an instant, or was not.",
            "Exit status: 0 it was, or its result may still come; 1 it was not."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  netmonitor why wan beijing shanghai",
            "Example, how it was earlier:",
            "  netmonitor why wan beijing shanghai --at 08:15",
            "  netmonitor why wan beijing shanghai --at 5m"
        })
public final class WhyCommand extends Answer {
    @Parameters(index = "0", paramLabel = "TASK", description = "Name of the task.")
    private String task;

    @Parameters(index = "1", paramLabel = "SOURCE", description = "Where the path begins.")
    private String source;

    @Parameters(index = "2", paramLabel = "DESTINATION", description = "Where it ends.")
    private String destination;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Moment.class,
            description =
                    "When: 2026-11-22T11:00:00Z, HH:MM or HH:MM:SS today, or 5m for five minutes ago (default: now).")
    private @Nullable Instant at;

    @Override
    protected String path() {
        return "/api/v1/why?task=" + ApiClient.segment(task) + "&source=" + ApiClient.segment(source) + "&destination="
                + ApiClient.segment(destination) + (at == null ? "" : "&at=" + at);
    }

    @Override
    protected void show(JsonNode why, PrintWriter out) {
        out.println(Printable.of(why.path("reason").asString(why.path("state").asString(""))));
        Details details = new Details();
        details.add("state", why.path("state").asString(""));
        details.add("asked for", Moment.fineText(why.path("at")));
        details.add("planned at", Moment.fineText(why.path("plannedAt")));
        details.add("round", round(why));
        details.add("next", next(why));
        details.add("measured by", why.path("measuredBy").asString(""));
        if (why.path("result").isObject()) {
            details.add("result", ResultText.of(why.path("result")));
        }
        details.print(out);
    }

    private static String round(JsonNode why) {
        if (!why.path("round").isNumber()) {
            return "";
        }
        String revision = why.path("revision").asString("");
        return why.path("round").asString("") + (revision.isEmpty() ? "" : " of revision " + revision);
    }

    private static String next(JsonNode why) {
        String at = Moment.fineText(why.path("nextAt"));
        JsonNode periodNs = why.path("periodNs");
        return at.isEmpty() || !periodNs.isIntegralNumber()
                ? at
                : at + ", every " + Durations.format(periodNs.longValue());
    }

    @Override
    protected int status(JsonNode why) {
        return switch (why.path("state").asString("")) {
            case "measured", "pending" -> Failures.DONE;
            default -> Failures.FAILED;
        };
    }
}
