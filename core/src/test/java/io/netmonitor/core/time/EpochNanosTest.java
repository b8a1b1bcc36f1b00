// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochNanosTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000000001Z, 1",
        "1969-12-31T23:59:59.999999999Z, -1",
        "1969-12-31T23:59:58.5Z, -1500000000",
        "2026-11-22T11:00:00.010Z, 1795345200010000000",
        "2262-04-11T23:47:16.854775807Z, 9223372036854775807",
        "1677-09-21T00:12:43.145224192Z, -9223372036854775808"
    })
    void countsFromTheEpoch(Instant instant, long ns) {
        assertThat(EpochNanos.of(instant)).isEqualTo(ns);
        assertThat(EpochNanos.toInstant(ns)).isEqualTo(instant);
    }

    @Property
    void everyNumberOfNanosecondsIsAnInstant(@ForAll long ns) {
        assertThat(EpochNanos.of(EpochNanos.toInstant(ns))).isEqualTo(ns);
    }

    @Property
    void keepsTheOrder(@ForAll long one, @ForAll long other) {
        assertThat(EpochNanos.toInstant(one).isBefore(EpochNanos.toInstant(other)))
                .isEqualTo(one < other);
    }

    @ParameterizedTest
    @CsvSource({
        "2262-04-11T23:47:16.854775808Z",
        "1677-09-21T00:12:43.145224191Z",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z"
    })
    void refusesInstantsThatDoNotFit(Instant instant) {
        assertThatThrownBy(() -> EpochNanos.of(instant)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theSystemsClocksGoOn() {
        long before = MonotonicClock.SYSTEM.nanoTime();
        Instant now = WallClock.SYSTEM.now();

        assertThat(MonotonicClock.SYSTEM.nanoTime()).isGreaterThanOrEqualTo(before);
        assertThat(now).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    }
}
