// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.List;
import java.util.Objects;

/**
 * What one check found.
 *
 * @param name what was looked at; the same on every host
 * @param verdict how much it matters
 * @param words what was found, one line for people
 * @param remedies commands for a root shell that mend it, in order; a line that begins with {@code #} is a note
 */
record Finding(String name, Verdict verdict, String words, List<String> remedies) {
    Finding {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(verdict, "verdict");
        if (words.isBlank() || words.lines().count() > 1) {
            throw new IllegalArgumentException("words are not one line: " + words);
        }
        remedies = List.copyOf(remedies);
    }

    static Finding ok(String name, String words) {
        return new Finding(name, Verdict.OK, words, List.of());
    }

    static Finding warn(String name, String words, List<String> remedies) {
        return new Finding(name, Verdict.WARN, words, remedies);
    }

    static Finding bad(String name, String words, List<String> remedies) {
        return new Finding(name, Verdict.BAD, words, remedies);
    }

    static Finding unknown(String name, String words) {
        return new Finding(name, Verdict.UNKNOWN, words, List.of());
    }
}
