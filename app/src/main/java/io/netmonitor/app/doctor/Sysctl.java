// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.List;

/** Commands that set a kernel parameter, now and at each boot. */
final class Sysctl {
    private static final String FILE = "/etc/sysctl.d/90-netmonitor.conf";

    private Sysctl() {}

    /** The commands, for a value without quotes in it; the file is added to, since several findings may each bring a line. */
    static List<String> remedy(String key, String value) {
        return List.of("sysctl -w '%s=%s'".formatted(key, value), "echo '%s = %s' >> %s".formatted(key, value, FILE));
    }
}
