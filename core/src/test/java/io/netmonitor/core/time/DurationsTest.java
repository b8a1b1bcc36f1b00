// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0s, 0",
        "0d, 0",
        "7ns, 7",
        "500us, 500000",
        "20ms, 20000000",
        "2s, 2000000000",
        "5m, 300000000000",
        "1h, 3600000000000",
        "1d, 86400000000000",
        "007ms, 7000000",
        "9223372036854775807ns, 9223372036854775807",
        "106751d, 9223286400000000000"
    })
    void readsEachUnit(String text, long ns) {
        assertThat(Durations.parseNs(text)).isEqualTo(ns);
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofNanos(ns));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "999, 999ns",
        "1000, 1us",
        "1500, 1500ns",
        "60000000000, 1m",
        "90000000000, 90s",
        "86400000000000, 1d",
        "90000000000000, 25h",
        "9223372036854775807, 9223372036854775807ns"
    })
    void writesTheLargestUnitThatDivides(long ns, String text) {
        assertThat(Durations.format(ns)).isEqualTo(text);
    }

    @Property
    void readsBackWhatItWrites(@ForAll @LongRange(min = 0) long ns) {
        assertThat(Durations.parseNs(Durations.format(ns))).isEqualTo(ns);
    }

    @Property
    void readsBackWholeSeconds(@ForAll @LongRange(min = 0, max = 9_000_000_000L) long seconds) {
        String text = Durations.format(seconds * 1_000_000_000L);

        assertThat(Durations.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(text).matches("\\d+[smhd]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "s",
                "ms",
                "-1s",
                "+1s",
                "1.5s",
                "1,5s",
                "1 s",
                " 1s",
                "1s ",
                "1S",
                "1sec",
                "1min",
                "1w",
                "PT1S",
                "1h30m",
                "0x1s",
                "1e3ms",
                "٣s",
                "12345678901234567890s"
            })
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> Durations.parseNs(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a duration such as 20ms, 2s or 5m (units: ns, us, ms, s, m, h, d): " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"106752d", "9223372036854775808ns", "9999999999999999999ns", "999999999999h"})
    void refusesMoreThanALongOfNanoseconds(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("duration is too long: " + text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ms",
        "999999, 1ms",
        "1000000, 1ms",
        "1000001, 2ms",
        "60000500000, 60001ms",
        "60000000000, 1m"
    })
    void roundsUpToWholeMilliseconds(long ns, String text) {
        assertThat(Durations.rounded(ns)).isEqualTo(text);
    }

    @Test
    void refusesToWriteANegativeOne() {
        assertThatThrownBy(() -> Durations.format(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("duration < 0: -1 ns");
    }
}
