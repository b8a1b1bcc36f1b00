// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.Component;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.path.AddressText;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the answering side alone. */
@Command(
        name = "reflector",
        description =
                "Answers test packets (STAMP) from anybody, and bandwidth measurements if told to, until it is stopped.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  netmonitor reflector --listen [::]:862",
            "Example, answering bandwidth measurements, too:",
            "  netmonitor reflector --bandwidth [::]:8621",
            "Example, answering the prototype's measurements, too:",
            "  netmonitor reflector --perftrace [::]:19999"
        })
public final class ReflectorCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.reflector");

    @Option(
            names = "--listen",
            paramLabel = "ADDR:PORT",
            defaultValue = "[::]:862",
            converter = Address.class,
            description = "Where it answers (default ${DEFAULT-VALUE}).")
    private InetSocketAddress listen;

    @Option(
            names = "--auth-key-file",
            paramLabel = "FILE",
            description =
                    "Answers only packets authenticated by the key in FILE: 32 to 128 hexadecimal digits, readable by"
                            + " you alone.")
    private @Nullable Path keyFile;

    @Option(
            names = "--bandwidth",
            paramLabel = "ADDR:PORT",
            converter = Address.class,
            description =
                    "Answers bandwidth measurements, too, one at a time, there by TCP and UDP; agents use port 8621 (default:"
                            + " it does not).")
    private @Nullable InetSocketAddress bandwidth;

    @Option(
            names = "--perftrace",
            paramLabel = "ADDR:PORT",
            converter = Address.class,
            description =
                    "Answers measurements by the prototype's perftrace_cli, too, there by TCP and UDP; it uses port"
                            + " 19999 (default: it does not).")
    private @Nullable InetSocketAddress perfTrace;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (bandwidth != null && keyFile != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--bandwidth: does not go with --auth-key-file: the control connection of a bandwidth measurement"
                            + " is secured by an agent's certificates, and without an agent it is open to everybody;"
                            + " leave one out or run an agent");
        }
        if (perfTrace != null && keyFile != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--perftrace: does not go with --auth-key-file: PerfTrace knows no keys, so that it is open to"
                            + " everybody; leave one out");
        }
        @Nullable SessionKey key = keyFile == null ? null : KeyFile.read(keyFile);
        List<Component> sides = new ArrayList<>();
        try {
            start(Extensions.load(), key, sides);
        } catch (IOException e) {
            sides.forEach(Component::close);
            throw e;
        }
        Lifetime.untilStopped(() -> sides.forEach(this::end));
        return Failures.DONE;
    }

    /** Adds each side as it is started. */
    private void start(Extensions extensions, @Nullable SessionKey key, List<Component> sides) throws IOException {
        Responder reflector = extensions.probeType("basic").respond(new ResponderOptions(listen, key));
        sides.add(reflector);
        LOG.log(Level.INFO, "answers on " + AddressText.of(reflector.address()));
        if (bandwidth != null) {
            Responder server = extensions.probeType("bandwidth").respond(new ResponderOptions(bandwidth));
            sides.add(server);
            LOG.log(Level.INFO, "answers bandwidth measurements on tcp and udp " + AddressText.of(server.address()));
        }
        if (perfTrace != null) {
            PerfTraceServer server = PerfTraceServer.open(perfTrace);
            sides.add(server);
            LOG.log(Level.INFO, "answers PerfTrace on tcp and udp " + AddressText.of(server.address()));
        }
    }

    /** Says what it did to the last; not by the log, which may have been closed by then. */
    private void end(Component side) {
        side.close();
        spec.commandLine().getErr().println("netmonitor: " + side.check().detail());
        spec.commandLine().getErr().flush();
    }
}
