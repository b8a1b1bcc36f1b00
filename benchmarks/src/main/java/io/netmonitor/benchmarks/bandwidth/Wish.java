// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import io.netmonitor.benchmarks.CannotRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param parts in the order in which they are run
 * @param tests a cell; 0 for each part's own number
 * @param seed decides what is drawn at random
 * @param folder where figures and picture are kept; absent to keep none
 */
record Wish(
        List<Part> parts, int tests, long seed, @Nullable Path folder) {
    private static final int MOST_TESTS = 1_000;

    /** Reads the command line. */
    static Wish read(List<String> arguments, List<Part> all) throws CannotRunException {
        List<Part> parts = new ArrayList<>();
        int tests = 0;
        long seed = 1;
        Path folder = null;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            switch (word) {
                case "--tests" -> tests = (int) number(arguments, ++i, MOST_TESTS);
                case "--seed" -> seed = number(arguments, ++i, Long.MAX_VALUE);
                case "--out" -> folder = Path.of(value(arguments, ++i));
                default ->
                    parts.add(all.stream()
                            .filter(part -> part.name().equals(word))
                            .findFirst()
                            .orElseThrow(() -> new CannotRunException("bench bandwidth has no part " + word
                                    + "; it has "
                                    + String.join(
                                            ", ", all.stream().map(Part::name).toList()))));
            }
        }
        return new Wish(parts.isEmpty() ? all : List.copyOf(parts), tests, seed, folder);
    }

    private static String value(List<String> arguments, int at) throws CannotRunException {
        if (at >= arguments.size()) {
            throw new CannotRunException(arguments.get(at - 1) + " has no value behind it");
        }
        return arguments.get(at);
    }

    private static long number(List<String> arguments, int at, long most) throws CannotRunException {
        String text = value(arguments, at);
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new CannotRunException(arguments.get(at - 1) + " is not a whole number: " + text);
        }
        throw new CannotRunException(arguments.get(at - 1) + " is outside 1 to " + most + ": " + text);
    }

    /** Keeps a part's figures, if that was asked for. */
    void keep(String part, List<Row> rows) throws IOException {
        if (folder != null) {
            new Keepsake(folder).keep(part, rows);
        }
    }
}
