// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.statistics.DelayHistogram;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DelayBarsTest {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;

    private static List<String> lines(long... delaysNs) {
        return DelayBars.lines(DelayHistogram.of(delaysNs), Glyphs.UNICODE);
    }

    @Test
    void countsPacketsInEquallyWideBins() {
        assertThat(lines(24 * MS, 24 * MS, 25 * MS, 26 * MS, 26 * MS, 26 * MS, 26 * MS, 28 * MS))
                .containsExactly(
                        "  24 ms – 26 ms  3  ██████████████████████████████",
                        "  26 ms – 28 ms  4  ████████████████████████████████████████",
                        "  28 ms – 30 ms  1  ██████████");
    }

    @Test
    void widensBinsWhenAFewStragglersWouldHideTheOthers() {
        assertThat(lines(20 * US, 21 * US, 22 * US, 23 * US, 24 * US, 25 * US, 26 * US, 27 * US, 28 * US, 13 * MS))
                .containsExactly(
                        "     20 µs –    22 µs  2  ████████████████████",
                        "     22 µs –    25 µs  3  ██████████████████████████████",
                        "     25 µs –    30 µs  4  ████████████████████████████████████████",
                        "     30 µs – 10.02 ms  0",
                        "  10.02 ms – 20.02 ms  1  ██████████");
    }

    @Test
    void showsOneRowWhenAllDelaysAreTheSame() {
        assertThat(lines(700, 700, 700, 700, 700))
                .containsExactly("  700 ns – 701 ns  5  ████████████████████████████████████████");
    }

    @Test
    void showsDelaysBelowZero() {
        assertThat(lines(-3, -2, -1, 0, 1)).first().asString().startsWith("  -4 ns – -2 ns  1  ");
    }

    @Test
    void saysNothingOfTooFewPackets() {
        assertThat(lines(1, 2, 3, 4)).isEmpty();
        assertThat(lines()).isEmpty();
    }

    @Test
    void keepsToAsciiWhereTheTerminalHasNothingElse() {
        List<String> lines = DelayBars.lines(
                DelayHistogram.of(new long[] {20 * US, 21 * US, 21 * US, 23 * US, 29 * US}), Glyphs.ASCII);

        assertThat(lines).isNotEmpty().allMatch(line -> line.chars().allMatch(c -> c < 128));
        assertThat(lines.getFirst()).contains(" us - ").contains("####");
    }

    @Property(tries = 300)
    void showsEveryPacketOnceInFewNarrowRows(
            @ForAll @Size(min = 5, max = 200) List<@LongRange(min = -1_000, max = 20_000_000_000L) Long> delays) {
        long[] delaysNs = delays.stream().mapToLong(Long::longValue).toArray();

        List<String> lines = lines(delaysNs);

        assertThat(lines).hasSizeBetween(1, 12).allMatch(line -> line.length() <= 80);
        assertThat(lines.stream().mapToLong(DelayBarsTest::countOf).sum()).isEqualTo(delays.size());
        assertThat(countOf(lines.getFirst())).isPositive();
        assertThat(countOf(lines.getLast())).isPositive();
    }

    /** The number between the range and the bar. */
    private static long countOf(String line) {
        return Long.parseLong(line.strip().replaceAll("[█▉▊▋▌▍▎▏]", "").strip().replaceAll(".* ", ""));
    }
}
