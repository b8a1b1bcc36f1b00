// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app;

import io.netmonitor.app.command.AgentCommand;
import io.netmonitor.app.command.ReflectorCommand;
import io.netmonitor.app.doctor.DoctorCommand;
import io.netmonitor.app.perftrace.PerfTraceCommand;
import io.netmonitor.app.perftrace.PerfTraceServerCommand;
import io.netmonitor.app.probe.ProbeCommand;
import picocli.CommandLine.Command;

/** What a measurement node needs of the program: it runs without the classes of the controller and the stores. */
@Command(
        description = "Measures delay, jitter, loss and available bandwidth from and to this node.",
        footer = {"", "Example, what on this host would spoil measurements:", "  netmonitor doctor"},
        subcommands = {
            AgentCommand.class,
            ReflectorCommand.class,
            ProbeCommand.class,
            DoctorCommand.class,
            PerfTraceCommand.class,
            PerfTraceServerCommand.class
        })
public final class NodeMonitor extends MainCommand {
    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        main(new NodeMonitor(), arguments);
    }
}
