// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app;

import io.netmonitor.app.command.AgentCommand;
import io.netmonitor.app.command.ControllerCommand;
import io.netmonitor.app.command.MeshCommand;
import io.netmonitor.app.command.ReflectorCommand;
import io.netmonitor.app.command.WhyCommand;
import io.netmonitor.app.command.node.NodeCommand;
import io.netmonitor.app.command.task.TaskCommand;
import io.netmonitor.app.demo.DemoCommand;
import io.netmonitor.app.doctor.DoctorCommand;
import io.netmonitor.app.perftrace.PerfTraceCommand;
import io.netmonitor.app.perftrace.PerfTraceServerCommand;
import io.netmonitor.app.probe.ProbeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The whole program. */
@Command(
        description = "Measures delay, jitter, loss and available bandwidth between hosts, end to end.",
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
public final class NetMonitor extends MainCommand {
    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        main(new NetMonitor(), arguments);
    }

    /** The command line, for tests. */
    public static CommandLine commandLine() {
        return commandLine(new NetMonitor());
    }
}
