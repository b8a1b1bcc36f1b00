// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedTest {
    /** What printf of C printed for them. */
    @ParameterizedTest
    @CsvSource({
        "0.1475, 3, 0.147",
        "0.0625, 3, 0.062",
        "0.1875, 3, 0.188",
        "-0.0205, 3, -0.021",
        "976908736, 6, 976908736.000000",
        "1e15, 6, 1000000000000000.000000",
        "1e-9, 3, 0.000",
        "100, 2, 100.00"
    })
    void roundsAsC(double value, int decimals, String text) {
        assertThat(Fixed.of(value, decimals)).isEqualTo(text);
    }

    @Test
    void givesZeroNoSign() {
        assertThat(Fixed.of(-0.0, 3)).isEqualTo("0.000");
        assertThat(Fixed.of(-0.0004, 3)).isEqualTo("0.000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
    void heedsNoLocale(String tag) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));

            assertThat(Fixed.of(-1234.5, 3)).isEqualTo("-1234.500");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> Fixed.of(Double.NaN, 3)).isInstanceOf(NumberFormatException.class);
    }
}
