// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import io.netmonitor.probe.stamp.SessionPlan;

/**
 * What a measurement sends: its test packets, as many replies of the same length, and one flush packet each way for each source
 * port. Where the reflector was too busy to tell all at once, a few more follow.
 */
final class BasicTraffic {
    private static final int IPV4_AND_UDP_BYTES = 28;
    private static final int IPV6_AND_UDP_BYTES = 48;

    private BasicTraffic() {}

    static Traffic of(Settings settings, Family family) {
        long payload = SessionPlan.lengthBytes((int) settings.whole("size"), settings.flag("authenticated"));
        long headers = family == Family.IPV6 ? IPV6_AND_UDP_BYTES : IPV4_AND_UDP_BYTES;
        long packets = settings.whole("count");
        long flushes = settings.flag("varySourcePort") ? SessionPlan.PORTS : 1;
        long bytes = (packets + flushes) * (payload + headers);
        return new Traffic(bytes, bytes, (packets - 1) * settings.durationNs("interval"), true);
    }
}
