// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import java.util.List;

/**
 * One of the four nodes of the demo.
 *
 * @param name the node's name, and that of its site
 * @param prefix words before a command that make it run at the site; none on loopback
 * @param reflector where its reflector listens, {@code ADDR:PORT}
 * @param bandwidth where it answers bandwidth measurements, likewise
 */
record Member(String name, List<String> prefix, String reflector, String bandwidth) {
    /** As the demo's tasks list them. */
    static final List<String> NAMES = List.of("beijing", "shanghai", "guangzhou", "chengdu");

    Member {
        prefix = List.copyOf(prefix);
    }
}
