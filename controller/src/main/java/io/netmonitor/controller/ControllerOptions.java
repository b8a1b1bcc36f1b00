// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a controller is started with.
 *
 * @param data folder for the stores; made when it is not there
 * @param listen where people and programs reach it
 * @param agents where agents reach it
 * @param insecure whether {@code listen} may be beyond loopback although there are no accounts
 * @param zone in which times without a zone are read
 * @param version version of the program, for {@code /health} and OpenAPI
 * @param legacy where peers of the prototype reach it, in plain HTTP; whoever can reach one of these may make tasks
 * @param legacyTasks folder whose files become tasks as they did in the prototype; absent for none
 * @param pushgateway a Prometheus Pushgateway to push to, its name not looked up yet; absent for none
 */
public record ControllerOptions(
        Path data,
        InetSocketAddress listen,
        InetSocketAddress agents,
        boolean insecure,
        ZoneId zone,
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
