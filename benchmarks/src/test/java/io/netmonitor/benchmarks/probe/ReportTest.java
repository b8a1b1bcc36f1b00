// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.benchmarks.CannotRunException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final List<Section> KNOWN = List.of(new GcSection(), new TimerSection());

    @Test
    void saysWhetherATargetIsReached() {
        assertThat(Report.verdict(2.5, 2.5)).isEqualTo("reached");
        assertThat(Report.verdict(3.1, 2.5)).isEqualTo("missed by 24 %");
        assertThat(Report.verdict(2.51, 2.5)).isEqualTo("missed by 1 %");
        assertThat(Report.verdict(3, 0)).isEqualTo("missed by 3");
    }

    @Test
    void printsFigureTargetAndVerdictInOneLine() {
        List<String> lines = new ArrayList<>();

        new Report(lines::add).target("p99", 25.25, "µs", 20);

        assertThat(lines).singleElement().asString().matches(" +p99 +25\\.250 µs +target at most 20 +missed by 26 %");
    }

    @Test
    void takesTheMiddleOfSortedRuns() {
        assertThat(Medians.of(List.of(9, 1, 5), Integer::doubleValue)).isEqualTo(5);
        assertThat(Medians.of(List.of(9, 1, 5, 6), Integer::doubleValue)).isEqualTo(5.5);
    }

    @Test
    void runsAllSectionsWhenNoneIsNamed() throws CannotRunException {
        assertThat(Choice.read(List.of(), KNOWN)).isEqualTo(new Choice(KNOWN, 5));
    }

    @Test
    void readsSectionsAndRuns() throws CannotRunException {
        Choice choice = Choice.read(List.of("timer", "--runs", "3"), KNOWN);

        assertThat(choice).isEqualTo(new Choice(KNOWN.subList(1, 2), 3));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Choice.read(List.of("speed"), KNOWN))
                .hasMessage("no section of bench probe is called speed; there are gc, timer");
        assertThatThrownBy(() -> Choice.read(List.of("gc", "--runs"), KNOWN))
                .hasMessage("--runs is not a number from 1 to 100: ");
        assertThatThrownBy(() -> Choice.read(List.of("--runs", "0"), KNOWN))
                .hasMessage("--runs is not a number from 1 to 100: 0");
    }

    @Test
    void readsProcessorTimeAndPackets() throws IOException {
        String stat = "4711 (java (x) y) S 1 2 3 4 5 6 7 8 9 10 120 34 0 0 20 0 18 0 1 2 3";
        String devices = """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
                    lo:     700       7    0    0    0     0          0         0      700       7    0    0
                  wire: 123456    1000    0    0    0     0          0         0    98765     900    0    0
                """;

        ProcessCounters counters = ProcessCounters.parse(stat, devices, "wire");

        assertThat(counters).isEqualTo(new ProcessCounters(1_540_000_000L, 1_000, 900));
    }
}
