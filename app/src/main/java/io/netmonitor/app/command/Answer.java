// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A command that asks the API one thing and shows the answer: lines for people, or the JSON itself. */
public abstract class Answer implements Callable<Integer> {
    @Mixin
    private ApiClient api;

    @Option(names = "--json", description = "Prints the API's answer, one line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** What to ask. */
    protected abstract String path();

    /** Prints the answer for people. */
    protected abstract void show(JsonNode answer, PrintWriter out);

    /** The exit status that an answer means. */
    protected int status(JsonNode answer) {
        return Failures.DONE;
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        JsonNode answer = api.whole(path());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(answer));
        } else {
            show(answer, out);
        }
        out.flush();
        return status(answer);
    }
}
