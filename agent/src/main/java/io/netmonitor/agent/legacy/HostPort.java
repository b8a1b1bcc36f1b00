// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.core.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * {@code HOST:PORT}, IPv6 in brackets. A host's name stays one, to be looked up whenever it is used.
 *
 * @param host name or address, IPv6 in brackets
 */
record HostPort(String host, int port) {
    /**
     * Reads it.
     *
     * @param option named in the refusal
     * @throws InvalidInputException when it has another form
     */
    static HostPort read(String option, String text) {
        try {
            URI url = new URI("http://" + text);
            boolean bare = url.getHost() != null && text.equals(url.getHost() + ":" + url.getPort());
            if (bare && url.getPort() > 0 && url.getPort() <= 0xFFFF) {
                return new HostPort(url.getHost(), url.getPort());
            }
        } catch (URISyntaxException e) {
            // Falls through to the same refusal.
        }
        throw new InvalidInputException(
                option, "is not HOST:PORT, IPv6 in brackets, such as 192.0.2.1:9091 or [2001:db8::1]:9091: " + text);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
