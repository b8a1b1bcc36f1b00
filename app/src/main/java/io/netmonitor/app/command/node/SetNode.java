// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.node;

import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Failures;
import io.netmonitor.app.command.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code node set}. */
@Command(
        name = "set",
        description = "Gives a node a title and labels, by which tasks select it. What is not named stays.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  netmonitor node set beijing --title 北京 --label site=bj --label role=edge",
            "Example, without a label again:",
            "  netmonitor node set beijing --unlabel role"
        })
final class SetNode implements Callable<Integer> {
    @Mixin
    private ApiClient api;

    @Parameters(paramLabel = "NAME", description = "Name of the node.")
    private String name;

    @Option(names = "--title", paramLabel = "TITLE", description = "Words for people.")
    private @Nullable String title;

    @Option(names = "--label", paramLabel = "LABEL=VALUE", description = "A label it gets; more than one are more.")
    private Map<String, String> added = Map.of();

    @Option(names = "--unlabel", paramLabel = "LABEL", description = "A label it loses, if it has it.")
    private List<String> removed = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (title == null && added.isEmpty() && removed.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "say what to set: --title, --label or --unlabel");
        }
        for (String label : removed) {
            if (added.containsKey(label)) {
                throw new ParameterException(
                        spec.commandLine(), "--label and --unlabel both name " + label + "; leave one out");
            }
        }
        String path = "/api/v1/nodes/" + ApiClient.segment(name);
        JsonNode node = api.get(path);
        Map<String, String> labels = new TreeMap<>();
        node.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        removed.forEach(labels::remove);
        labels.putAll(added);
        JsonNode set = api.put(
                path, Map.of("title", title == null ? node.path("title").asString("") : title, "labels", labels));
        spec.commandLine()
                .getOut()
                .println(Printable.of("node " + name + ": title "
                        + set.path("title").asString("") + ", labels " + NodeText.labels(set)));
        return Failures.DONE;
    }
}
