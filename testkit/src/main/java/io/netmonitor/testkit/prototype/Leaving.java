// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

/** How one end leaves the other. */
public enum Leaving {
    /** As a program that ends: the connection is closed. */
    CLOSE,
    /** As a program that crashes with unread octets: the connection is reset. */
    RESET,
    /** As a host that loses its power: nothing comes any more, and nothing is closed. */
    SILENCE
}
