// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.agent.Agent;
import io.netmonitor.agent.AgentOptions;
import io.netmonitor.agent.ClockState;
import io.netmonitor.agent.Reach;
import io.netmonitor.agent.legacy.LegacyNode;
import io.netmonitor.app.Version;
import io.netmonitor.core.Component;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.probe.clock.BootId;
import io.netmonitor.probe.clock.ClockQuality;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the agent of this node until it is stopped. */
@Command(
        name = "agent",
        description = "Runs the agent of this node: joins once, then measures by the controller's plan.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  netmonitor agent --controller https://192.0.2.1:3443 --token-file token --data /var/lib/netmonitor-agent",
            "Example, as a node of the prototype's system:",
            "  netmonitor agent --legacy-dispatch [::]:5555 --pushgateway 192.0.2.1:9091 --data /var/lib/netmonitor-agent"
        })
public final class AgentCommand implements Callable<Integer> {
    @Option(
            names = "--controller",
            paramLabel = "URL",
            description = "The controller's address for agents: https://HOST:3443, IPv6 in brackets.")
    private @Nullable URI controller;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the join token (netmonitor node token); not needed once joined.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of this node (default: the host's own): 1 to 64 of a-z, 0-9, '.', '_', '-'.")
    private @Nullable String name;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "netmonitor-agent",
            description = "Folder for identity, plan and results on their way (default ./${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--reflector",
            paramLabel = "ADDR:PORT",
            defaultValue = "[::]:862",
            converter = Address.class,
            description = "Where it answers test packets (default ${DEFAULT-VALUE}).")
    private InetSocketAddress reflector;

    @Option(
            names = "--bandwidth",
            paramLabel = "ADDR:PORT",
            defaultValue = "[::]:8621",
            converter = Address.class,
            description = "Where it answers bandwidth measurements, TCP and UDP (default ${DEFAULT-VALUE}).")
    private InetSocketAddress bandwidth;

    @Option(
            names = "--perftrace",
            paramLabel = "ADDR:PORT",
            converter = Address.class,
            description =
                    "Answers measurements by the prototype's perftrace_cli, too, there by TCP and UDP; it uses port"
                            + " 19999 (default: it does not; with --legacy-dispatch: [::]:19999).")
    private @Nullable InetSocketAddress perfTrace;

    @ArgGroup(exclusive = false)
    private @Nullable LegacyRole legacy;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--address",
            paramLabel = "ADDR",
            description = "Address under which other nodes reach this one, once for each"
                    + " (default: those of its interfaces).")
    private List<String> addresses = List.of();

    @Option(
            names = "--no-inbound",
            description = "Other nodes cannot open connections to this one (default: the controller finds out).")
    private boolean noInbound;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (controller == null && legacy == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: '--controller=URL' (or --legacy-dispatch)");
        }
        Deque<Component> parts = new ArrayDeque<>();
        try {
            // First, since an agent that has not joined yet waits for its controller.
            if (legacy != null) {
                parts.push(legacy.start(data, legacyPerfTrace()));
            }
            if (controller != null) {
                parts.push(Agent.start(options(controller), Extensions.load()));
            }
        } catch (IOException | RuntimeException e) {
            parts.forEach(Component::close);
            throw e;
        }
        Lifetime.untilStopped(() -> parts.forEach(this::end));
        return Failures.DONE;
    }

    private AgentOptions options(URI controller) {
        return new AgentOptions(
                controller,
                tokenFile,
                name == null ? AgentOptions.defaultName() : name,
                data,
                listen(),
                reach(),
                Version.text(),
                AgentCommand::clockState,
                WallClock.SYSTEM,
                MonotonicClock.SYSTEM);
    }

    /** The agent beside it, if there is one, answers where it was told to. */
    private @Nullable InetSocketAddress legacyPerfTrace() {
        if (perfTrace == null) {
            return LegacyRole.PERFTRACE;
        }
        return controller == null ? perfTrace : null;
    }

    /** What an old system had of it is told nowhere else. */
    private void end(Component part) {
        String detail = part.check().detail();
        part.close();
        if (part instanceof LegacyNode) {
            Failures.say(spec.commandLine(), detail);
        }
    }

    private Map<String, InetSocketAddress> listen() {
        Map<String, InetSocketAddress> listen = new HashMap<>(Map.of("basic", reflector, "bandwidth", bandwidth));
        if (perfTrace != null) {
            listen.put(AgentOptions.PERFTRACE, perfTrace);
        }
        return listen;
    }

    private Reach reach() {
        if (noInbound) {
            return new Reach(addresses, false);
        }
        return addresses.isEmpty() ? Reach.UNSAID : Reach.at(addresses);
    }

    private static ClockState clockState() {
        ClockQuality quality = ClockQuality.read();
        return new ClockState(
                quality.synchronised(), quality.maxErrorNs(), BootId.own().orElse(null));
    }
}
