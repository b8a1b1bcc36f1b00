// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.util.regex.Pattern;

/**
 * A place in the lab with a network namespace of its own.
 *
 * @param name 1 to 32 of {@code [a-z0-9-]}, part of the namespace's name
 * @param link what joins it to the router
 */
public record Site(String name, Link link) {
    static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    public Site {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("site name is not 1 to 32 of a-z, 0-9 and -: " + name);
        }
    }
}
