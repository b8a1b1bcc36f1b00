// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.ZoneId;
        String version,
        List<InetSocketAddress> legacy,
        @Nullable Path legacyTasks,
        @Nullable InetSocketAddress pushgateway) {
    public ControllerOptions {
        requireNonNull(data, "data");
        requireNonNull(listen, "listen");
        requireNonNull(agents, "agents");
        requireNonNull(zone, "zone");
        requireNonNull(version, "version");
        legacy = List.copyOf(legacy);
    }

    /** One without anything of the prototype's. */
    public ControllerOptions(
            Path data,
            InetSocketAddress listen,
            InetSocketAddress agents,
            boolean insecure,
            ZoneId zone,
            String version) {
        this(data, listen, agents, insecure, zone, version, List.of(), null, null);
    }

    /** The same, but standing in for the prototype's controller. */
    public ControllerOptions withLegacy(List<InetSocketAddress> addresses, @Nullable Path tasks) {
        return new ControllerOptions(data, listen, agents, insecure, zone, version, addresses, tasks, pushgateway);
    }

    /** The same, but pushing to a Pushgateway. */
    public ControllerOptions withPushgateway(@Nullable InetSocketAddress gateway) {
        return new ControllerOptions(data, listen, agents, insecure, zone, version, legacy, legacyTasks, gateway);
    }
}
