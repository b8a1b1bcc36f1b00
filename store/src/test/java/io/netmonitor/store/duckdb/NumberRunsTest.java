// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class NumberRunsTest {
    @Property(tries = 300)
    void holdsWhatWasAddedAndNothingElse(
            @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 40) Integer> firsts,
            @ForAll @Size(value = 30) List<@IntRange(max = 5) Integer> lengths) {
        NumberRuns runs = new NumberRuns();
        Set<Long> expected = new HashSet<>();

        for (int i = 0; i < firsts.size(); i++) {
            long first = firsts.get(i);
            runs.add(first, first + lengths.get(i));
            for (long number = first; number <= first + lengths.get(i); number++) {
                expected.add(number);
            }
        }

        for (long number = 0; number <= 50; number++) {
            assertThat(runs.contains(number)).isEqualTo(expected.contains(number));
        }
        long previousEnd = -1;
        for (Map.Entry<Long, Long> run : runs.byFirst().entrySet()) {
            assertThat(run.getKey()).isGreaterThan(previousEnd + 1);
            previousEnd = run.getValue();
        }
    }

    @Example
    void bearsTheLargestNumber() {
        NumberRuns runs = new NumberRuns();

        runs.add(Long.MAX_VALUE, Long.MAX_VALUE);
        runs.add(1, Long.MAX_VALUE);

        assertThat(runs.byFirst()).containsExactly(Map.entry(1L, Long.MAX_VALUE));
    }
}
