// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({"1000us, 1000", "10ms, 10000", "1s, 1000000", "0.5ms, 500", "2.5s, 2500000", "0us, 0"})
    void readsTimesInMicroseconds(String text, long us) {
        assertThat(new Units.Time().convert(text)).isEqualTo(us);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "ms",
                "10 ms",
                "-1ms",
                "1e3us",
                "10m",
                "10MS",
                "0.5us",
                "1,5ms",
                "10ns",
                "١٠ms",
                "999999999999999999s"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> new Units.Time().convert(text))
                .hasMessage("is not a time in whole microseconds such as 1000us, 10ms or 1s: " + text);
    }

    @ParameterizedTest
    @CsvSource({"64000, 64000", "500k, 500000", "500m, 500000000", "2.5g, 2500000000", "1G, 1000000000", "3M, 3000000"})
    void readsRatesByPowersOfAThousand(String text, long bps) {
        assertThat(new Units.Rate().convert(text)).isEqualTo(bps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "1t", "-5m", "5mb", "0.0001k", "5 m", "9999999999g"})
    void refusesWhatIsNoRate(String text) {
        assertThatThrownBy(() -> new Units.Rate().convert(text))
                .hasMessage("is not a rate in bit/s such as 500k, 100m or 2.5g: " + text);
    }
}
