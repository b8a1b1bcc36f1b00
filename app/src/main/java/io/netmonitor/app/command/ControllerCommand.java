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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the controller until it is stopped. */
@Command(
        name = "controller",
        description = "Runs the controller: tasks, plan, results, API and web pages.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  netmonitor controller --data /var/lib/netmonitor",
            "  netmonitor controller --data /var/lib/netmonitor --listen 127.0.0.1:3001 --legacy [::]:3000 --legacy [::]:9091"
        })
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
            names = "--legacy",
            paramLabel = "ADDR:PORT",
            converter = Address.class,
            description =
                    "Also stands in for the prototype's controller (3000) or Pushgateway (9091) there, in plain HTTP;"
                            + " whoever reaches it may make tasks. Can be given several times.")
    private List<InetSocketAddress> legacy = new ArrayList<>();

    @Option(
            names = "--legacy-tasks",
            paramLabel = "DIR",
            description = "Folder whose files TASK.json, as the prototype's, become tasks.")
    private @Nullable Path legacyTasks;

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
        ControllerOptions options = new ControllerOptions(
                data, listen, agents, insecure, zone, Version.text(), legacy, legacyTasks, pushgateway);
        Controller controller = Controller.start(options, Extensions.load());
        LOG.log(
                Level.INFO,
                "people: http://" + AddressText.of(controller.peopleAddress()) + "  agents: https://"
                        + AddressText.of(controller.agentsAddress())
                        + controller.legacyAddresses().stream()
                                .map(address -> "  prototype: http://" + AddressText.of(address))
                                .collect(Collectors.joining()));
        Lifetime.untilStopped(controller);
        return Failures.DONE;
    }
}
