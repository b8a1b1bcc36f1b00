// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An entry with what is needed to measure it.
 *
 * @param entry from the plan
 * @param destination where the answering side listens
 * @param probe measures by the entry's settings
 */
record Target(PlanEntry entry, InetSocketAddress destination, Probe probe) {
    /**
     * Prepares an entry. One that this agent cannot carry out, for instance since it has no such probe type, still counts
     * its rounds: each of them fails and says why.
     */
    static Target of(PlanEntry entry, Extensions extensions) {
        try {
            InetSocketAddress destination = new InetSocketAddress(InetAddress.ofLiteral(entry.address()), entry.port());
            ProbeType type = extensions.probeType(entry.kind());
            Settings settings = Settings.read(type.description().settings(), entry.settings());
            return new Target(entry, destination, type.create(settings));
        } catch (IllegalArgumentException e) {
            String why = "this agent cannot carry out the entry: " + e.getMessage();
            return new Target(entry, new InetSocketAddress(InetAddress.getLoopbackAddress(), entry.port()), session -> {
                throw new IOException(why);
            });
        }
    }
}
