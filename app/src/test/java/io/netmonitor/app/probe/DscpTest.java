// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class DscpTest {
    private final Dscp.Reader reader = new Dscp.Reader();

    @ParameterizedTest
    @CsvSource({
        "0,0", "63,63", "EF,46", "ef,46", "AF11,10", "AF21,18", "AF43,38", "CS1,8", "CS7,56", "VA,44", "LE,1", "BE,0"
    })
    void readsNumbersAndNames(String text, long dscp) {
        assertThat(reader.convert(text)).isEqualTo(dscp);
    }

    @ParameterizedTest
    @CsvSource({"CS8", "AF14", "AF51", "EF1", "0x2e", "''"})
    void refusesOtherWords(String text) {
        assertThatThrownBy(() -> reader.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageEndingWith("BE: " + text);
    }

    @Test
    void namesAClassThatHasAName() {
        assertThat(Dscp.text(46)).isEqualTo("46 (EF)");
        assertThat(Dscp.text(0)).isEqualTo("0 (BE)");
        assertThat(Dscp.text(26)).isEqualTo("26 (AF31)");
        assertThat(Dscp.text(47)).isEqualTo("47");
    }
}
