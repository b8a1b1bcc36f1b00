// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core;

import static java.util.Objects.requireNonNull;

/**
 * What a component says of itself.
 *
 * @param up whether it does its work
 * @param detail one line for people: what it does, or what is wrong and what to do
 */
public record Health(boolean up, String detail) {
    public Health {
        requireNonNull(detail, "detail");
    }

    public static Health up(String detail) {
        return new Health(true, detail);
    }

    public static Health down(String detail) {
        return new Health(false, detail);
    }
}
