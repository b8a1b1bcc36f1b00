// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tasks: from files and back, and what is done with them. */
@Command(
        name = "task",
        description = "Lists, applies, exports, runs and ends tasks.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor task apply -f wan.yaml"},
        subcommands = {
            ListTasks.class,
            ShowTask.class,
            ApplyTasks.class,
            ExportTasks.class,
            ChangeTask.Pause.class,
            ChangeTask.Resume.class,
            ChangeTask.End.class,
            DeleteTasks.class,
            RunTask.class,
            TaskHistory.class
        })
public final class TaskCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: list, show, apply, export, pause, resume, end, delete, run or history");
    }

    /** Where the API has a task. */
    static String path(String name) {
        return "/api/v1/tasks/" + io.netmonitor.app.command.ApiClient.segment(name);
    }
}
