// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named figures below each other.
 *
 * <pre>
 *   planned at   2026-11-22 11:00:00.000
 *   measured by  sh
 * </pre>
 *
 * Used by one thread.
 */
public final class Details {
    private final Map<String, String> byName = new LinkedHashMap<>();

    /** Adds a figure; an empty one is left out. */
    public void add(String name, String text) {
        if (!text.isEmpty()) {
            byName.put(name, Printable.of(text));
        }
    }

    /** Prints them, the texts below each other. */
    public void print(PrintWriter out) {
        int width = byName.keySet().stream().mapToInt(String::length).max().orElse(0);
        byName.forEach((name, text) -> out.println("  " + name + " ".repeat(width - name.length() + 2) + text));
        out.flush();
    }
}
