// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({"0,0 ns", "999,999 ns", "1234,1.2 µs", "-24010300,-24.010 ms", "3600000000000,3600.000 s"})
    void givesDelaysAUnitThatFits(long ns, String text) {
        assertThat(Figures.delay((double) ns)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0423,0.04", "9.996,10.0", "999.4,999", "8963.4,8960"})
    void keepsThreeDigitsWithoutAnExponent(double value, String text) {
        assertThat(Figures.threeDigits(value)).isEqualTo(text);
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

    @ParameterizedTest
    @CsvSource({
        "0,0 bit/s",
        "950,950 bit/s",
        "64000,64.0 kbit/s",
        "98912345,98.9 Mbit/s",
        "100212345,100.2 Mbit/s",
        "999500000,1.000 Gbit/s",
        "1002600000,1.003 Gbit/s",
        "250000000000,250 Gbit/s"
    })
    void givesRatesADigitMoreWhenTheFirstIsOne(long bps, String text) {
        assertThat(Figures.rate((double) bps)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "999,999 B", "12500,12.5 kB", "1860000,1.86 MB", "2000000000,2.00 GB"})
    void givesBytesThreeDigits(long bytes, String text) {
        assertThat(Figures.bytes((double) bytes)).isEqualTo(text);
    }

    @Test
    void writesANumberLikeAnother() {
        Magnitude magnitude = Magnitude.fine(1_003_000_000);

        assertThat(magnitude.number(997_500_000)).isEqualTo("0.998");
        assertThat(magnitude.unit("bit/s")).isEqualTo("Gbit/s");
    }
}
