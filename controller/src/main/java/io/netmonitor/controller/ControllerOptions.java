// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a controller is started with.
 *
 * @param data folder for the stores; made when it is not there
 * @param listen where people and programs reach it
 * @param agents where agents reach it
 * @param insecure whether {@code listen} may be beyond loopback although there are no accounts
 * @param zone in which times without a zone are read
 * @param pushgateway a Prometheus Pushgateway to push to, its name not looked up yet; absent for none
 * @param version version of the program, for {@code /health} and OpenAPI
 */
public record ControllerOptions(
        Path data,
        InetSocketAddress listen,
        InetSocketAddress agents,
        boolean insecure,
        ZoneId zone,
        @Nullable InetSocketAddress pushgateway,
        String version) {
    public ControllerOptions {
        requireNonNull(data, "data");
        requireNonNull(listen, "listen");
        requireNonNull(agents, "agents");
        requireNonNull(zone, "zone");
        requireNonNull(version, "version");
    }

    /** A controller that pushes nowhere. */
    public ControllerOptions(
            Path data,
            InetSocketAddress listen,
            InetSocketAddress agents,
            boolean insecure,
            ZoneId zone,
            String version) {
        this(data, listen, agents, insecure, zone, null, version);
    }

    /** The same, but pushing to a Pushgateway. */
    public ControllerOptions withPushgateway(@Nullable InetSocketAddress gateway) {
        return new ControllerOptions(data, listen, agents, insecure, zone, gateway, version);
    }
}
