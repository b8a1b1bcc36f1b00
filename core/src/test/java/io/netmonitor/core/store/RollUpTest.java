// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollUpTest {
    @ParameterizedTest
    @CsvSource({
        "FIVE_MINUTES, 2026-11-22T11:00:00Z, 2026-11-22T11:00:00Z",
        "FIVE_MINUTES, 2026-11-22T11:04:59.999999999Z, 2026-11-22T11:00:00Z",
        "FIVE_MINUTES, 2026-11-22T11:05:00Z, 2026-11-22T11:05:00Z",
        "FIVE_MINUTES, 1969-12-31T23:59:59.999999999Z, 1969-12-31T23:55:00Z",
        "HOUR, 2026-11-22T11:59:59.999999999Z, 2026-11-22T11:00:00Z",
        "HOUR, 1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "HOUR, 1969-12-31T23:00:00Z, 1969-12-31T23:00:00Z"
    })
    void windowsAreAlignedToTheEpoch(RollUp level, Instant instant, Instant window) {
        assertThat(level.windowOf(instant)).isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource({"FIVE_MINUTES, 5m, 300000000000", "HOUR, 1h, 3600000000000"})
    void levelsHaveAWordAndALength(RollUp level, String label, long lengthNs) {
        assertThat(level.label()).isEqualTo(label);
        assertThat(level.lengthNs()).isEqualTo(lengthNs);
    }

    @Property
    void everyInstantLiesInItsWindow(
            @ForAll RollUp level,
            @ForAll @LongRange(min = -9_000_000_000_000_000_000L, max = 9_000_000_000_000_000_000L) long ns) {
        Instant instant = EpochNanos.toInstant(ns);

        Instant window = level.windowOf(instant);

        assertThat(window).isBeforeOrEqualTo(instant);
        assertThat(window.plusNanos(level.lengthNs())).isAfter(instant);
        assertThat(level.windowOf(window)).isEqualTo(window);
    }

    @Property
    void windowsOfFiveMinutesLieWithinTheirHour(@ForAll @LongRange(min = 0, max = 9_000_000_000_000_000_000L) long ns) {
        Instant instant = EpochNanos.toInstant(ns);

        assertThat(RollUp.HOUR.windowOf(RollUp.FIVE_MINUTES.windowOf(instant)))
                .isEqualTo(RollUp.HOUR.windowOf(instant));
    }
}
