// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.core.path.AddressText;
import java.net.InetSocketAddress;

/** The other end of a measurement in its first line. */
final class Headline {
    private Headline() {}

    /**
     * Names are told with their address, addresses alone.
     *
     * @param target as it was written
     * @param destination what that was resolved to
     */
    static String where(String target, InetSocketAddress destination) {
        String bare = AddressText.of(destination.getAddress());
        String host = bare.indexOf(':') < 0 ? bare : "[" + bare + "]";
        String address = host + ":" + destination.getPort();
        return target.equals(bare) || target.equals(host) || target.equals(address)
                ? address
                : target + " (" + address + ")";
    }
}
