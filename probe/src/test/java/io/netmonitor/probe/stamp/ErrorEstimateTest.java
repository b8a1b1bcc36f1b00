// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.clock.ClockQuality;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class ErrorEstimateTest {
    @Test
    void saysOneSecondAsTwoToThe32Units() {
        assertThat(new ErrorEstimate(true, false, 1_000_000_000).encode()).isEqualTo((short) 0x9980);
        assertThat(ErrorEstimate.decode((short) 0x9980)).isEqualTo(new ErrorEstimate(true, false, 1_000_000_000));
    }

    @Test
    void neverHasAZeroMultiplier() {
        assertThat(new ErrorEstimate(false, false, 0).encode()).isEqualTo((short) 0x0001);
    }

    @Test
    void keepsThePtpMark() {
        assertThat(ErrorEstimate.decode((short) 0x4001).ptp()).isTrue();
        assertThat(ErrorEstimate.decode((short) 0x8001).ptp()).isFalse();
    }

    @Test
    void takesWhatTheKernelSays() {
        assertThat(ErrorEstimate.of(new ClockQuality(true, 1_500_000)))
                .isEqualTo(new ErrorEstimate(true, false, 1_500_000));
    }

    @Property
    void neverPromisesMoreThanItKnowsNorMuchLess(@ForAll @LongRange(min = 1, max = 1L << 50) long errorNs) {
        long said = ErrorEstimate.decode(new ErrorEstimate(true, false, errorNs).encode())
                .errorNs();

        assertThat(said).isBetween(errorNs, (long) (errorNs * 1.008) + 2);
    }

    @Property
    void anyTwoOctetsAreSomeEstimate(@ForAll short octets) {
        assertThat(ErrorEstimate.decode(octets).errorNs()).isNotNegative();
    }
}
