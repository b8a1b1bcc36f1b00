// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.bandwidth.estimate.TrainReport.Kind;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrainTableTest {
    private static TrainReport train(double askedBps, OptionalDouble saidBps, long countedNs, double held) {
        return new TrainReport(
                3, Kind.TRAIN, 200, askedBps, askedBps - 100_000, saidBps, 0, countedNs, 0, 0, held, 0, 0);
    }

    private static TrainReport train(double saidBps) {
        return train(101.9e6, OptionalDouble.of(saidBps), 18_200_000, 1);
    }

    @Test
    void drawsHowFarEachTrainIsFromTheMean() {
        List<String> lines = TrainTable.lines(List.of(train(98e6), train(98.7e6), train(99.4e6)), Glyphs.UNICODE);

        assertThat(lines)
                .containsExactly(
                        "trains in Mbit/s, what each said was available, and how far from their mean:",
                        "        asked     sent     said   counted   held  -1 %                 +1 %",
                        "    1   101.9    101.8     98.0   18.2 ms  100 %     ▐████████│",
                        "    2   101.9    101.8     98.7   18.2 ms  100 %              │",
                        "    3   101.9    101.8     99.4   18.2 ms  100 %              │████████▌");
    }

    @Test
    void keepsToAsciiAndToItsColumns() {
        List<String> lines = TrainTable.lines(List.of(train(2e6), train(198e6)), Glyphs.ASCII);

        assertThat(lines)
                .allMatch(line -> line.length() <= 80)
                .allMatch(line -> line.chars().allMatch(c -> c < 128));
        assertThat(lines.get(1)).endsWith("  -100 %             +100 %");
        assertThat(lines.get(2)).endsWith(" 100 %  ############|");
        assertThat(lines.get(3)).endsWith(" 100 %              |############");
    }

    @Test
    void leavesOutWhatATrainDidNotSay() {
        TrainReport silent = train(50e6, OptionalDouble.empty(), 15_000_000, 1);

        assertThat(TrainTable.lines(List.of(silent), Glyphs.UNICODE))
                .containsExactly(
                        "trains in Mbit/s:",
                        "        asked     sent     said   counted   held",
                        "    1    50.0     49.9        -         -      -");
        assertThat(TrainTable.lines(List.of(train(98e6), silent), Glyphs.UNICODE))
                .hasSize(4)
                .noneMatch(line -> line.contains("│"));
        assertThat(TrainTable.lines(List.of(), Glyphs.UNICODE)).isEmpty();
    }

    @Test
    void tellsTheLengthOfTheCountedPartAndTheShareHeld() {
        List<String> lines = TrainTable.lines(
                List.of(
                        train(52e6, OptionalDouble.of(48.3e6), 9_240_000, 0.543),
                        train(52e6, OptionalDouble.of(0), 0, 0)),
                Glyphs.UNICODE);

        assertThat(lines.get(2)).contains("  48.3    9.2 ms   54 %");
        assertThat(lines.get(3)).contains("  0.0         -      -");
    }
}
