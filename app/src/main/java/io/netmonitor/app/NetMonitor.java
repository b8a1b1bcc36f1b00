// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app;

import io.netmonitor.app.command.AgentCommand;
import io.netmonitor.app.command.ControllerCommand;
import io.netmonitor.app.command.Failures;
import io.netmonitor.app.command.MeshCommand;
import io.netmonitor.app.command.ReflectorCommand;
import io.netmonitor.app.command.WhyCommand;
import io.netmonitor.app.command.node.NodeCommand;
import io.netmonitor.app.command.task.TaskCommand;
import io.netmonitor.app.demo.DemoCommand;
import io.netmonitor.app.doctor.DoctorCommand;
import io.netmonitor.app.log.Logging;
import io.netmonitor.app.perftrace.PerfTraceCommand;
import io.netmonitor.app.perftrace.PerfTraceMain;
import io.netmonitor.app.perftrace.PerfTraceServerCommand;
import io.netmonitor.app.probe.ProbeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. Exit status: 0 done, 1 the measurement failed, 2 wrong usage or a part that could not start. */
@Command(
        name = "netmonitor",
        description = "Measures delay, jitter, loss and available bandwidth between hosts, end to end.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example, everything on this machine:", "  netmonitor demo"},
        subcommands = {
            DemoCommand.class,
            ControllerCommand.class,
            AgentCommand.class,
            ReflectorCommand.class,
            ProbeCommand.class,
            TaskCommand.class,
            NodeCommand.class,
            MeshCommand.class,
            WhyCommand.class,
            DoctorCommand.class,
            PerfTraceCommand.class,
            PerfTraceServerCommand.class
        })
public final class NetMonitor implements Runnable {
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
    public static void main(String[] arguments) {
        if (PerfTraceMain.isMeant(arguments)) {
            System.exit(PerfTraceMain.run(arguments));
        }
        Logging.start(false);
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, for {@code main} and for tests. */
    public static CommandLine commandLine() {
        return new CommandLine(new NetMonitor())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(Failures::failed);
    }
}
