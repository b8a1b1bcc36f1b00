// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import io.netmonitor.controller.metrics.ListedNames;
import io.netmonitor.controller.metrics.PrototypeGauge;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.SinkType;
import io.netmonitor.core.time.WallClock;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The sink {@code pushgateway://HOST:PORT}, IPv6 in brackets, by itself: it takes every task that sends results to be running,
 * and members to be listed as they are called. The controller opens {@link PushgatewaySink} with what it knows.
 */
public final class PushgatewaySinkType implements SinkType {
    @Override
    public String name() {
        return "pushgateway";
    }

    @Override
    public PushgatewaySink open(URI location, ProbeCatalog catalog) {
        String host = location.getHost();
        if (!name().equals(location.getScheme()) || host == null || location.getPort() < 1) {
            throw new InvalidInputException(name(), "is not a location such as pushgateway://[::1]:9091: " + location);
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new PushgatewaySink(
                InetSocketAddress.createUnresolved(bare, location.getPort()),
                new PrototypeGauge(catalog, ListedNames.AS_THEY_ARE),
                task -> true,
                PushedGroups.inMemory(),
                WallClock.SYSTEM,
                Pace.USUAL);
    }
}
