// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sentences with a name in front, broken between words so that they keep to 80 columns.
 *
 * <pre>
 * queue      test packets waited 4.112 ms at most
 * </pre>
 */
final class NamedLines {
    private static final int COLUMNS = 80;
    private static final int NAME_COLUMNS = 11;

    private final List<String> lines = new ArrayList<>();

    void add(String name, String text) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME_COLUMNS + "s", name));
        boolean first = true;
        for (String word : text.split(" ", -1)) {
            if (!first && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(NAME_COLUMNS));
                first = true;
            }
            line.append(first ? "" : " ").append(word);
            first = false;
        }
        lines.add(line.toString());
    }

    List<String> all() {
        return List.copyOf(lines);
    }
}
