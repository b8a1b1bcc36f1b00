// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.lab.ShellCommand;
import java.util.ArrayList;
import java.util.List;

/** Writes the demo as a shell script for people to type or paste; nothing is started. */
final class DryRun {
    private final DemoCommands commands;
    private final Ground ground;
    private final List<String> lines = new ArrayList<>();

    DryRun(DemoCommands commands) {
        this.commands = commands;
        this.ground = commands.ground();
    }

    /** The script, a command a line. */
    List<String> lines(List<DemoTask> tasks) {
        ground.notices().forEach(notice -> lines.add("# " + notice));
        lines.addAll(ground.commands());
        lines.add("mkdir -m 700 " + word(commands.folder().toString()));
        lines.add(text(commands.controller()) + " &");
        lines.add("until curl -sf " + commands.url() + "/health >/dev/null; do sleep 0.2; done");
        lines.add(text(commands.token()) + " > " + word(commands.tokenFile().toString()));
        ground.members().forEach(member -> lines.add(text(commands.agent(member)) + " &"));
        int tableLines = ground.members().size() + 1;
        lines.add("until [ \"$(" + text(commands.nodes()) + " | wc -l)\" -eq " + tableLines + " ]; do sleep 1; done");
        tasks.forEach(this::add);
        lines.add("# open " + commands.url() + "; to remove everything:");
        lines.add("kill $(jobs -p); wait");
        lines.addAll(ground.downCommands());
        lines.add("rm -r " + word(commands.folder().toString()));
        return List.copyOf(lines);
    }

    private void add(DemoTask task) {
        lines.add("cat > " + word(commands.taskFile(task).toString()) + " <<'END'");
        lines.addAll(task.text().lines().toList());
        lines.add("END");
        lines.add(text(commands.apply(task)));
    }

    private static String text(List<String> words) {
        return new ShellCommand(words).toString();
    }

    private static String word(String text) {
        return text(List.of(text));
    }
}
