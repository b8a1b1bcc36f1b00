// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.app.Version;
import io.netmonitor.controller.Controller;
import io.netmonitor.controller.ControllerOptions;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.path.AddressText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the controller until it is stopped. */
@Command(
        name = "controller",
        description = "Runs the controller: tasks, plan, results, API and web pages.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor controller --data /var/lib/netmonitor"})
public final class ControllerCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.controller");

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder for the stores.")
    private Path data;

    @Option(
            names = "--listen",
            paramLabel = "ADDR:PORT",
            defaultValue = "127.0.0.1:3000",
            converter = Address.class,
            description = "Where people and programs reach it (default ${DEFAULT-VALUE}).")
    private InetSocketAddress listen;

    @Option(
            names = "--agents",
            paramLabel = "ADDR:PORT",
            defaultValue = "[::]:3443",
            converter = Address.class,
            description = "Where agents reach it, by mutual TLS (default ${DEFAULT-VALUE}).")
    private InetSocketAddress agents;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "How times that are written without a zone are read, such as Asia/Shanghai (default: this"
                    + " host's).")
    private ZoneId zone = ZoneId.systemDefault();

    @Option(names = "--insecure", description = "Lets --listen be beyond loopback although there are no accounts yet.")
    private boolean insecure;

    @Option(
            names = "--pushgateway",
            paramLabel = "HOST:PORT",
            converter = RemoteAddress.class,
            description =
                    "A Prometheus Pushgateway that is to hold each running task's newest results, by the prototype's"
                            + " names.")
    private @Nullable InetSocketAddress pushgateway;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ControllerOptions options =
                new ControllerOptions(data, listen, agents, insecure, zone, pushgateway, Version.text());
        Controller controller = Controller.start(options, Extensions.load());
        LOG.log(
                Level.INFO,
                "people: http://" + AddressText.of(controller.peopleAddress()) + "  agents: https://"
                        + AddressText.of(controller.agentsAddress()));
        Lifetime.untilStopped(controller);
        return Failures.DONE;
    }
}
