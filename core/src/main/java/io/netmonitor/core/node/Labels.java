// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.node;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rule for labels, by which tasks select nodes: {@code site=bj,role=edge}. */
public final class Labels {
    private static final int MAX = 32;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");

    private Labels() {}

    /**
     * Reads labels as they are written in one line.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> labels = new TreeMap<>();
        for (String one : text.split(",", -1)) {
            int equals = one.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("is not of the form label=value,label=value: " + text);
            }
            if (labels.put(
                            one.substring(0, equals).strip(),
                            one.substring(equals + 1).strip())
                    != null) {
                throw new IllegalArgumentException("has a label twice: " + text);
            }
        }
        return require(labels);
    }

    /**
     * The labels themselves.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Map<String, String> require(Map<String, String> labels) {
        if (labels.size() > MAX) {
            throw new IllegalArgumentException("are more than " + MAX + ": " + labels.size());
        }
        labels.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "has a label that is not a letter and up to 31 of a-z, 0-9, '.', '_' and '-': " + name);
            }
            if (value == null || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "has a value for " + name + " that is not 1 to 64 letters, digits, '.', '_' and '-': " + value);
            }
        });
        return labels;
    }
}
