// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({"0,0 ns", "999,999 ns", "1234,1.2 µs", "-24010300,-24.010 ms", "3600000000000,3600.000 s"})
    void givesDelaysAUnitThatFits(long ns, String text) {
        assertThat(Figures.delay((double) ns)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 ns",
        "-7,-7 ns",
        "20000,20 µs",
        "24010500,24.0105 ms",
        "100000000,100 ms",
        "2000000001,2.000000001 s"
    })
    void writesExactDelaysInFewDigits(long ns, String text) {
        assertThat(Figures.exactDelay(ns)).isEqualTo(text);
    }
}
