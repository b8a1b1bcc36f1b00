// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Failures;
import io.netmonitor.app.command.Printable;
import io.netmonitor.app.command.Refusal;
import io.netmonitor.core.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code task apply}. */
@Command(
        name = "apply",
        description = {
            "Makes the tasks in a file be as they are written, new or changed.",
            "Nothing is changed unless all of them are without fault."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  netmonitor task apply -f wan.yaml",
            "with the file",
            "  name: wan",
            "  kind: basic",
            "  members: [beijing, shanghai, guangzhou]",
            "  period: 1m",
            "Example, what would change and what it would send:",
            "  netmonitor task apply -f wan.yaml --dry-run",
            "Example, all tasks of another controller:",
            "  netmonitor task export --controller http://old:3000 | netmonitor task apply -f -"
        })
final class ApplyTasks implements Callable<Integer> {
    @Mixin
    private ApiClient api;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "YAML or JSON, one task or many, or a list of them; - is standard input.")
    private List<String> files;

    @Option(names = "--dry-run", description = "Changes nothing; shows what would change, be sent and not be measured.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    private final List<TaskFault> faults = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<TaskDocument, JsonNode> previews = new LinkedHashMap<>();
        try {
            for (TaskDocument document : documents()) {
                check(document, previews);
            }
        } finally {
            faults.forEach(fault -> Failures.say(spec.commandLine(), fault.toString()));
        }
        if (!faults.isEmpty()) {
            return Failures.USAGE;
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Map.Entry<TaskDocument, JsonNode> checked : previews.entrySet()) {
            if (dryRun) {
                new PreviewText(out).print(checked.getKey().name(), checked.getValue());
            } else {
                out.println(Printable.of(apply(checked.getKey(), checked.getValue())));
                out.flush();
            }
        }
        return Failures.DONE;
    }

    private List<TaskDocument> documents() throws IOException {
        List<TaskDocument> documents = new ArrayList<>();
        for (String file : files) {
            TaskFile read = TaskFile.read(file);
            documents.addAll(read.documents());
            faults.addAll(read.faults());
        }
        Map<String, TaskDocument> byName = new HashMap<>();
        for (TaskDocument document : documents) {
            TaskDocument first = byName.putIfAbsent(document.name(), document);
            if (first != null && !document.name().isEmpty()) {
                faults.add(
                        document.located(new Fault("name", "is that of two tasks; the other is at " + first.place())));
            }
        }
        return documents;
    }

    /** Has the controller judge a task; complaints about what it was not sent are left out. */
    private void check(TaskDocument document, Map<TaskDocument, JsonNode> previews)
            throws IOException, InterruptedException {
        faults.addAll(document.faults());
        try {
            JsonNode preview = judged(document);
            if (!preview.has("change")) {
                throw new IOException(
                        "the controller is older than this command: it knows no dry run and has applied task "
                                + document.name());
            }
            previews.put(document, preview);
        } catch (Refusal e) {
            if (!e.isOurs()) {
                throw e;
            }
            if (e.faults().isEmpty()) {
                faults.add(document.located(new Fault("", String.valueOf(e.getMessage()))));
            }
            e.faults().stream()
                    .filter(fault -> !document.isSlip(fault.field()))
                    .map(document::located)
                    .forEach(faults::add);
        }
    }

    /** One whose name fits into no URL is refused in any case, and for all that is wrong with it. */
    private JsonNode judged(TaskDocument document) throws IOException, InterruptedException {
        return document.isNamed()
                ? api.put(TaskCommand.path(document.name()) + "?dryRun=true", document.body())
                : api.post("/api/v1/tasks?dryRun=true", document.body());
    }

    private String apply(TaskDocument document, JsonNode preview) throws IOException, InterruptedException {
        JsonNode task = api.put(TaskCommand.path(document.name()), document.body());
        int revision = task.path("revision").asInt(0);
        String done = switch (preview.path("change").asString("")) {
            case "create" -> "created, revision " + revision;
            case "none" -> "unchanged, revision " + revision;
            default -> "changed to revision " + revision;
        };
        int lost = preview.path("unmeasurable").size();
        return "task " + document.name() + ": " + done
                + (lost == 0 ? "" : "; " + PreviewText.count(lost, "path") + " cannot be measured, see --dry-run");
    }
}
