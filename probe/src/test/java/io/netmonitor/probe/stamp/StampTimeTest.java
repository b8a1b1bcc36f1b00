// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class StampTimeTest {
    @Test
    void writesTheUnixEpochAsRfc868Does() {
        assertThat(StampTime.toNtp(0)).isEqualTo(0x83AA7E80_00000000L);
    }

    @Test
    void writesHalfASecondAsHalfTheFraction() {
        assertThat(StampTime.toNtp(500_000_000)).isEqualTo(0x83AA7E80_80000000L);
    }

    @Test
    void goesOnAfterTheEraEndsIn2036() {
        long ns = EpochNanos.of(Instant.parse("2036-02-07T06:28:16Z"));

        assertThat(StampTime.toNtp(ns)).isZero();
        assertThat(StampTime.fromNtp(0)).isEqualTo(ns);
    }

    @Test
    void readsPtpStamps() {
        assertThat(StampTime.fromPtp(0x00000002_00000003L)).isEqualTo(2_000_000_003L);
    }

    /** 1970 to 2103. */
    @Property
    void nanosecondsSurviveTheWayThereAndBack(@ForAll @LongRange(max = 4_200_000_000_000_000_000L) long epochNs) {
        assertThat(StampTime.fromNtp(StampTime.toNtp(epochNs))).isEqualTo(epochNs);
    }

    @Property
    void anyEightOctetsAreSomeInstant(@ForAll long stamp) {
        assertThat(StampTime.fromNtp(stamp)).isBetween(-63_158_400_000_000_000L, 4_234_000_000_000_000_000L);
        assertThat(StampTime.fromPtp(stamp)).isNotNegative();
    }
}
