// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MomentTest {
    /** Half past midnight of the 23rd in Shanghai. */
    private static final Instant NOW = Instant.parse("2026-11-22T16:30:00Z");

    private final Moment moment = new Moment(() -> NOW, ZoneId.of("Asia/Shanghai"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T11:00:00Z,           2026-11-22T11:00:00Z",
        "2026-11-22T11:00:00.123456789Z, 2026-11-22T11:00:00.123456789Z",
        "2026-11-22T19:00+08:00,         2026-11-22T11:00:00Z",
        "2026-11-22 19:00,               2026-11-22T11:00:00Z",
        "08:15,                          2026-11-23T00:15:00Z",
        "00:00:01,                       2026-11-22T16:00:01Z",
        "5m,                             2026-11-22T16:25:00Z",
        "7d,                             2026-11-15T16:30:00Z"
    })
    void readsInstantsAndTimesOfTodayAndTimesAgo(String text, Instant instant) {
        assertThat(moment.convert(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "25:00", "8:15", "2026-13-01T00:00Z", "2026-11-22", "-5m", "99999999999999999d"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> moment.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is neither an instant such as")
                .hasMessageEndingWith(": " + text);
    }
}
