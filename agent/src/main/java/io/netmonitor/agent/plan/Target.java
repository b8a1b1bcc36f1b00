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
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry with what is needed to measure it.
 *
 * @param entry from the plan
 * @param address where the other end is; absent when the entry gives a name, which is looked up when it is measured
 * @param probe measures by the entry's settings
 */
record Target(PlanEntry entry, @Nullable InetAddress address, Probe probe) {
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

    /**
     * Prepares an entry. One that this agent cannot carry out, for instance since it has no such probe type, still counts
     * its rounds: each of them fails and says why.
     */
    static Target of(PlanEntry entry, Extensions extensions) {
        try {
            InetAddress address = literal(entry.address());
            ProbeType type = extensions.probeType(entry.kind());
            Settings settings = Settings.read(type.description().settings(), entry.settings());
            return new Target(entry, address, type.create(settings));
        } catch (IllegalArgumentException e) {
            String why = "this agent cannot carry out the entry: " + e.getMessage();
            return new Target(entry, InetAddress.getLoopbackAddress(), session -> {
                throw new IOException(why);
            });
        }
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            if (HOST_NAME.matcher(text).matches()) {
                return null;
            }
            throw new IllegalArgumentException("address is neither an IP address nor a host's name: " + text, e);
        }
    }

    /**
     * Where to send.
     *
     * @throws UnknownHostException when there is no such host, or none of the path's family
     * @throws IOException when it cannot be known
     */
    InetSocketAddress destination(NameLookup names) throws IOException, InterruptedException {
        InetAddress found =
                address == null ? names.find(entry.address(), entry.path().family()) : address;
        return new InetSocketAddress(found, entry.port());
    }
}
