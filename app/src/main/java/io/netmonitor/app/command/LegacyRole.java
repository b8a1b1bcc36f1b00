// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.agent.legacy.LegacyNode;
import io.netmonitor.agent.legacy.LegacyOptions;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The agent's options for standing in a system of the prototype's; the first two go together. */
final class LegacyRole {
    /** Where old nodes look for one another. */
    static final InetSocketAddress PERFTRACE = new InetSocketAddress("::", PerfTraceClient.PORT);

    @Option(
            names = "--legacy-dispatch",
            required = true,
            paramLabel = "ADDR:PORT",
            converter = Address.class,
            description =
                    "Takes tasks from a controller of the prototype's there; it uses port 5555. Needs no --controller.")
    private InetSocketAddress dispatch;

    @Option(
            names = "--pushgateway",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Pushes the results of those tasks to that Pushgateway, IPv6 in brackets.")
    private String pushgateway;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "How the times of those tasks are read, which have no zone, such as Asia/Shanghai"
                    + " (default: this host's).")
    private ZoneId zone = ZoneId.systemDefault();

    /**
     * Starts it.
     *
     * @param perfTrace where it answers old nodes; null when somebody else does
     */
    LegacyNode start(Path data, @Nullable InetSocketAddress perfTrace) throws IOException {
        return LegacyNode.start(new LegacyOptions(
                dispatch,
                pushgateway,
                perfTrace,
                PerfTraceClient.PORT,
                data,
                zone,
                WallClock.SYSTEM,
                MonotonicClock.SYSTEM));
    }
}
