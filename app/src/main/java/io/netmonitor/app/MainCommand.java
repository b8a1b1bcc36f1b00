// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app;

import io.netmonitor.app.command.Failures;
import io.netmonitor.app.log.Logging;
import io.netmonitor.app.perftrace.PerfTraceMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * What the whole program and a node's part of it have in common. Exit status: 0 done, 1 the measurement failed, 2 wrong usage or a
 * part that could not start.
 */
@Command(
        name = "netmonitor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
abstract class MainCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--log",
            paramLabel = "text|json",
            scope = ScopeType.INHERIT,
            description = "How log lines look: text (default) or json, one object a line.")
    private void log(String form) {
        if (!form.equals("text") && !form.equals("json")) {
            throw new ParameterException(spec.commandLine(), "--log is neither text nor json: " + form);
        }
        Logging.start(form.equals("json"));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing; see netmonitor --help");
    }

    /** Runs a command and ends the process with its status. */
    static void main(MainCommand main, String[] arguments) {
        if (PerfTraceMain.isMeant(arguments)) {
            System.exit(PerfTraceMain.run(arguments));
        }
        Logging.start(false);
        System.exit(commandLine(main).execute(arguments));
    }

    static CommandLine commandLine(MainCommand main) {
        return new CommandLine(main)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(Failures::failed);
    }
}
