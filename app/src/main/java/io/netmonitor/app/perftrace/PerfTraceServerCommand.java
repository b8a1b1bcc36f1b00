// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import io.netmonitor.app.command.Address;
import io.netmonitor.app.command.Failures;
import io.netmonitor.app.command.Lifetime;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import io.netmonitor.probe.socket.TestSocket;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code perftrace_srv}: answers PerfTrace until it is stopped. */
@Command(
        name = "perftrace_srv",
        description = "Answers measurements by perftrace_cli, this one's and the prototype's, until it is stopped.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor perftrace_srv"})
public final class PerfTraceServerCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.perftrace");

    @Option(
            names = "--listen",
            paramLabel = "ADDR:PORT",
            defaultValue = "[::]:19999",
            converter = Address.class,
            description = "Where it answers, TCP and UDP (default ${DEFAULT-VALUE}, both families).")
    private InetSocketAddress listen;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PerfTraceServer server = PerfTraceServer.open(listen);
        LOG.log(Level.INFO, "answers PerfTrace on tcp and udp " + TestSocket.text(server.address()));
        Lifetime.untilStopped(() -> end(server));
        return Failures.DONE;
    }

    /** Says what it did to the last; not by the log, which may have been closed by then. */
    private void end(PerfTraceServer server) {
        server.close();
        Failures.say(spec.commandLine(), server.check().detail());
    }
}
