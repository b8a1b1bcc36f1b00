// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How to stand in an old system.
 *
 * @param dispatch where old controllers dispatch tasks to, port 5555 with them
 * @param pushgateway {@code HOST:PORT}, IPv6 in brackets
 * @param perftrace where old nodes measure this one; null when somebody else answers them
 * @param peerPort where peers answer, TCP and UDP; 19999 with all of them
 * @param data the agent's folder, in which there will be one for this
 * @param zone in which times without a zone are read
 * @param wall the host's clock
 * @param monotonic for durations
 */
public record LegacyOptions(
        InetSocketAddress dispatch,
        String pushgateway,
        @Nullable InetSocketAddress perftrace,
        int peerPort,
        Path data,
        ZoneId zone,
        WallClock wall,
        MonotonicClock monotonic) {
    public LegacyOptions {
        requireNonNull(dispatch, "dispatch");
        HostPort.read("pushgateway", pushgateway);
        if (peerPort < 1 || peerPort > 0xFFFF) {
            throw new IllegalArgumentException("peer port outside 1 to 65535: " + peerPort);
        }
        requireNonNull(data, "data");
        requireNonNull(zone, "zone");
        requireNonNull(wall, "wall");
        requireNonNull(monotonic, "monotonic");
    }

    HostPort gateway() {
        return HostPort.read("pushgateway", pushgateway);
    }
}
