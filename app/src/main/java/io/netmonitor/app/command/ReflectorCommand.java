// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.controller.api.HttpDoor;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

    @Override
    public Integer call() throws IOException, InterruptedException {
        Responder responder = Extensions.load().probeType("basic").respond(new ResponderOptions(listen));
        LOG.log(Level.INFO, "answers on " + HttpDoor.text(responder.address()));
        Lifetime.untilStopped(responder);
        return Failures.DONE;
    }
}
