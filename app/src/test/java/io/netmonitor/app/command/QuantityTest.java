// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "100M,100000000",
        "2.5G,2500000000",
        "500k,500000",
        "500K,500000",
        "64000,64000",
        "98.9 Mbit/s,98900000",
        "0.000001M,1"
    })
    void readsRates(String text, long bps) {
        assertThat(new Quantity.Rate().convert(text)).isEqualTo(bps);
    }

    @ParameterizedTest
    @CsvSource({"20MB,20000000", "500kB,500000", "500 kB,500000", "1392,1392", "2G,2000000000", "12B,12"})
    void readsSizes(String text, long bytes) {
        assertThat(new Quantity.Size().convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "fast", "-1M", "1m", "1e6", "1.M", ".5M", "1MB", "1M M", "0.5", "999999999999999999G", "١٠M"
            })
    void refusesRatesThatAreNone(String text) {
        assertThatThrownBy(() -> new Quantity.Rate().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("is not a rate in bit/s such as 100M, 2.5G or 500k: " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "20Mb", "20MiB", "1.0001kB", "1GB/s"})
    void refusesSizesThatAreNone(String text) {
        assertThatThrownBy(() -> new Quantity.Size().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("is not a number of bytes such as 20MB or 500kB: " + text);
    }
}
