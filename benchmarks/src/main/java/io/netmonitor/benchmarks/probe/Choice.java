// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.benchmarks.CannotRunException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was asked for on the command line.
 *
 * @param sections in the order of the benchmark, all when none was named
 * @param runs 1 to 100
 */
record Choice(List<Section> sections, int runs) {
    private static final int DEFAULT_RUNS = 5;
    private static final int MAX_RUNS = 100;

    Choice {
        sections = List.copyOf(sections);
    }

    /**
     * Reads the arguments.
     *
     * @throws CannotRunException naming the faulty one
     */
    static Choice read(List<String> arguments, List<Section> known) throws CannotRunException {
        List<String> names = new ArrayList<>(arguments);
        int runs = DEFAULT_RUNS;
        int at = names.indexOf("--runs");
        if (at >= 0) {
            names.remove(at);
            runs = runs(at < names.size() ? names.remove(at) : "");
        }
        for (String name : names) {
            if (known.stream().noneMatch(section -> section.name().equals(name))) {
                throw new CannotRunException("no section of bench probe is called " + name + "; there are "
                        + known.stream().map(Section::name).collect(Collectors.joining(", ")));
            }
        }
        List<Section> chosen = known.stream()
                .filter(section -> names.isEmpty() || names.contains(section.name()))
                .toList();
        return new Choice(chosen, runs);
    }

    private static int runs(String text) throws CannotRunException {
        try {
            int runs = Integer.parseInt(text);
            if (runs >= 1 && runs <= MAX_RUNS) {
                return runs;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new CannotRunException("--runs is not a number from 1 to " + MAX_RUNS + ": " + text);
    }
}
