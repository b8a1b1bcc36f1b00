// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowTest {
    private static final Row ROW = new Row(
            "100 Mbit/s, 50 % constant",
            List.of(trial(51e6, 50e6, 52e6, 50e6), trial(49e6, 48e6, 50e6, 50e6), trial(60e6, 58e6, 62e6, 50e6)));

    private static Trial trial(double value, double low, double high, double counted) {
        Map<String, Object> values = Map.of(
                "availableBps", value, "lowBps", low, "highBps", high, "sentBytes", 300_000L, "samplingFloor", 0.02);
        return new Trial("cell", counted, 50e6, 400_000, new Measured("measured", "", 500, values, List.of()), 30);
    }

    private static Trial withoutValue() {
        Measured measured = new Measured("above", "", 900, Map.of("lowBps", 40e6, "sentBytes", 1L), List.of());
        return new Trial("cell", Double.NaN, 50e6, 400_000, measured, 0);
    }

    @Test
    void meansErrorsOfWhatHasAValue() {
        assertThat(ROW.error()).isCloseTo((0.02 + 0.02 + 0.2) / 3, within(1e-9));
        assertThat(ROW.bias()).isCloseTo((0.02 - 0.02 + 0.2) / 3, within(1e-9));
        assertThat(Row.all("all", List.of(ROW, new Row("other", List.of(withoutValue()))))
                        .error())
                .isEqualTo(ROW.error());
    }

    @Test
    void countsIntervalsThatHoldTheTruth() {
        assertThat(ROW.coverage()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(trial(60e6, 58e6, 62e6, 50e6).outside()).isCloseTo(0.16, within(1e-9));
        assertThat(withoutValue().covered()).isFalse();
    }

    @Test
    void tellsCostAndOutcomes() {
        assertThat(ROW.mostBytes()).isCloseTo(0.75, within(1e-9));
        assertThat(ROW.line()).contains("100 Mbit/s, 50 % constant", "75%", "0.50 s", "measured 3");
    }

    @Test
    void keepsEveryTrialAndDrawsIt(@TempDir Path folder) throws Exception {
        new Keepsake(folder).keep("constant", List.of(ROW));

        assertThat(Files.readAllLines(folder.resolve("bandwidth-constant.csv"))).hasSize(4);
        String picture = Files.readString(folder.resolve("bandwidth-constant.svg"));
        assertThat(picture.split("<circle", -1)).hasSize(4);
        assertThat(picture).contains("100 Mbit/s, 50 % constant", "+20.0 %");
    }
}
