// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.node.NodeName;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How to run an agent.
 *
 * @param controller {@code https://host:3443}, without a path; IPv6 addresses in brackets
 * @param tokenFile file with the token to join with; needed until the node has joined
 * @param name name to join as; afterwards the certificate says it
 * @param data folder for what must outlive the process
 * @param listen where the answering sides listen, by probe type; {@link #PERFTRACE} is one, too
 * @param reach how others reach this node, where that is said
 * @param version version of the program, told to the controller
 * @param clockState tells how good the host's clock is; asked every few seconds
 * @param wall the host's clock
 * @param monotonic for durations
 */
public record AgentOptions(
        URI controller,
        @Nullable Path tokenFile,
        String name,
        Path data,
        Map<String, InetSocketAddress> listen,
        Reach reach,
        String version,
        Supplier<ClockState> clockState,
        WallClock wall,
        MonotonicClock monotonic) {
    /** In {@code listen} and among the ports that the controller is told: the server for the prototype's measurements. */
    public static final String PERFTRACE = "perftrace";

    private static final int DEFAULT_PORT = 3443;

    public AgentOptions {
        controller = checked(controller);
        NodeName.require("name", name);
        requireNonNull(data, "data");
        listen = Map.copyOf(listen);
        requireNonNull(reach, "reach");
        requireNonNull(version, "version");
        requireNonNull(clockState, "clockState");
        requireNonNull(wall, "wall");
        requireNonNull(monotonic, "monotonic");
    }

    /** The host's short name, made a valid node name: {@code BJ-1.example.org} becomes {@code bj-1}. */
    public static String defaultName() {
        try {
            return nameOf(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return nameOf("");
        }
    }

    static String nameOf(String hostName) {
        int dot = hostName.indexOf('.');
        String label = (dot < 0 ? hostName : hostName.substring(0, dot))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]", "-");
        return label.isEmpty() ? "node" : label.substring(0, Math.min(label.length(), 64));
    }

    private static URI checked(URI given) {
        boolean plain = given.getPath() == null
                || given.getPath().isEmpty()
                || given.getPath().equals("/");
        if (!"https".equalsIgnoreCase(given.getScheme()) || given.getHost() == null || !plain) {
            throw new InvalidInputException("controller", "is not of the form https://host:3443: " + given);
        }
        int port = given.getPort() < 0 ? DEFAULT_PORT : given.getPort();
        return URI.create("https://" + given.getHost() + ":" + port);
    }
}
