// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import io.netmonitor.benchmarks.CannotRunException;
import io.netmonitor.core.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param parts in the order in which they are run
 * @param length how long tasks are changed or parts killed; absent for each part's own
 * @param seed decides what is drawn at random
 * @param runs how often reaching is tried
 */
record Wish(List<Part> parts, @Nullable Duration length, long seed, int runs) {
    private static final int MOST_RUNS = 1_000;
    private static final Duration LEAST = Duration.ofSeconds(30);

    /** Reads the command line. */
    static Wish read(List<String> arguments, List<Part> all) throws CannotRunException {
        List<Part> parts = new ArrayList<>();
        Duration length = null;
        long seed = 1;
        int runs = 20;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            switch (word) {
                case "--for" -> length = length(value(arguments, ++i));
                case "--seed" -> seed = number(arguments, ++i, Long.MAX_VALUE);
                case "--runs" -> runs = (int) number(arguments, ++i, MOST_RUNS);
                default -> parts.add(part(word, all));
            }
        }
        return new Wish(parts.isEmpty() ? all : List.copyOf(parts), length, seed, runs);
    }

    Duration lengthOr(Duration own) {
        return length == null ? own : length;
    }

    private static Part part(String word, List<Part> all) throws CannotRunException {
        return all.stream()
                .filter(part -> part.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new CannotRunException("bench plan has no part " + word + "; it has "
                        + all.stream().map(Part::name).collect(Collectors.joining(", "))));
    }

    private static String value(List<String> arguments, int at) throws CannotRunException {
        if (at >= arguments.size()) {
            throw new CannotRunException(arguments.get(at - 1) + " has no value behind it");
        }
        return arguments.get(at);
    }

    private static Duration length(String text) throws CannotRunException {
        Duration length;
        try {
            length = Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CannotRunException("--for: " + e.getMessage());
        }
        if (length.compareTo(LEAST) < 0) {
            throw new CannotRunException("--for is shorter than 30s: " + text);
        }
        return length;
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
}
