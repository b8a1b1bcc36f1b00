// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;

/** What a measurement sends: its test packets, as many replies of the same length, and one flush packet each way. */
final class BasicTraffic {
    private static final int IPV4_AND_UDP_BYTES = 28;
    private static final int IPV6_AND_UDP_BYTES = 48;
    private static final int LEAST_BYTES = 80;
    private static final int LEAST_AUTHENTICATED_BYTES = 168;

    private BasicTraffic() {}

    static Traffic of(Settings settings, Family family) {
        long least = settings.flag("authenticated") ? LEAST_AUTHENTICATED_BYTES : LEAST_BYTES;
        long headers = family == Family.IPV6 ? IPV6_AND_UDP_BYTES : IPV4_AND_UDP_BYTES;
        long packets = settings.whole("count");
        long bytes = (packets + 1) * (Math.max(least, settings.whole("size")) + headers);
        return new Traffic(bytes, bytes, (packets - 1) * settings.whole("interval"), true);
    }
}
