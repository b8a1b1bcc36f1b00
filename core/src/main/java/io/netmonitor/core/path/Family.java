// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.path;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.Inet6Address;
import java.net.InetAddress;

/** The address family of a path. */
public enum Family {
    IPV4("ipv4"),
    IPV6("ipv6");

    private final String label;

    Family(String label) {
        this.label = label;
    }

    /** The word used in JSON, labels and queries: {@code ipv4} or {@code ipv6}. */
    @JsonValue
    public String label() {
        return label;
    }

    /**
     * Reads the word used in JSON.
     *
     * @throws IllegalArgumentException for any other word, naming it
     */
    @JsonCreator
    public static Family of(String label) {
        for (Family family : values()) {
            if (family.label.equals(label)) {
                return family;
            }
        }
        throw new IllegalArgumentException("family is neither ipv4 nor ipv6: " + label);
    }

    /** The family of an address. */
    public static Family of(InetAddress address) {
        return address instanceof Inet6Address ? IPV6 : IPV4;
    }
}
