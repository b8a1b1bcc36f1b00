// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.controller.api.HttpDoor;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.SessionKey;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the answering side alone. */
@Command(
        name = "reflector",
        description = "Answers test packets (STAMP) from anybody, until it is stopped.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor reflector --listen [::]:862"})
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        @Nullable SessionKey key = keyFile == null ? null : KeyFile.read(keyFile);
        Responder responder = Extensions.load().probeType("basic").respond(new ResponderOptions(listen, key));
        LOG.log(Level.INFO, "answers on " + HttpDoor.text(responder.address()));
        Lifetime.untilStopped(() -> end(responder));
        return Failures.DONE;
    }

    /** Says what it did; not by the log, which may have been closed by then. */
    private void end(Responder responder) {
        String detail = responder.check().detail();
        responder.close();
        spec.commandLine().getErr().println("netmonitor: " + detail);
        spec.commandLine().getErr().flush();
    }
}
