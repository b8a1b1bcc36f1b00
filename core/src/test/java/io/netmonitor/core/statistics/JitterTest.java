// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class JitterTest {
    @Test
    void followsTheRecurrenceOfRfc3550() {
        Jitter jitter = new Jitter();

        jitter.add(1_000);
        assertThat(jitter.isKnown()).isFalse();
        assertThat(jitter.jitterNs()).isZero();

        // |D| = 320 is the seed.
        jitter.add(1_320);
        assertThat(jitter.isKnown()).isTrue();
        assertThat(jitter.jitterNs()).isEqualTo(320);

        // |D| = 160: 320 + (160 − 320)/16 = 310.
        jitter.add(1_160);
        assertThat(jitter.jitterNs()).isEqualTo(310);

        // |D| = 0: 310 − 310/16 = 290.625.
        jitter.add(1_160);
        assertThat(jitter.jitterNs()).isEqualTo(291);

        // |D| = 2000, towards negative delays: 290.625 + (2000 − 290.625)/16 = 397.4609375.
        jitter.add(-840);
        assertThat(jitter.jitterNs()).isEqualTo(397);
    }

    @Test
    void nothingIsKnownWithoutPackets() {
        assertThat(new Jitter().isKnown()).isFalse();
        assertThat(new Jitter().jitterNs()).isZero();
    }

    @Test
    void doesNotOverflowOnDelaysThatAreFarApart() {
        Jitter jitter = new Jitter();
        jitter.add(-8_000_000_000_000_000_000L);
        jitter.add(8_000_000_000_000_000_000L);

        assertThat(jitter.jitterNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Property
    void isZeroForConstantDelay(@ForAll long delay, @ForAll @LongRange(min = 2, max = 50) long packets) {
        Jitter jitter = new Jitter();
        for (int i = 0; i < packets; i++) {
            jitter.add(delay);
        }

        assertThat(jitter.isKnown()).isTrue();
        assertThat(jitter.jitterNs()).isZero();
    }

    @Property
    void liesBetweenTheSmallestAndTheLargestDifference(@ForAll("twoOrMore") long[] delays) {
        Jitter jitter = new Jitter();
        long smallest = Long.MAX_VALUE;
        long largest = 0;
        jitter.add(delays[0]);
        for (int i = 1; i < delays.length; i++) {
            jitter.add(delays[i]);
            long difference = Math.abs(delays[i] - delays[i - 1]);
            smallest = Math.min(smallest, difference);
            largest = Math.max(largest, difference);
        }

        assertThat(jitter.jitterNs()).isBetween(smallest, largest);
    }

    @Property
    void aShiftOfAllDelaysChangesNothing(
            @ForAll("twoOrMore") long[] delays,
            @ForAll @LongRange(min = -1_000_000_000, max = 1_000_000_000) long shift) {
        Jitter plain = new Jitter();
        Jitter shifted = new Jitter();
        for (long delay : delays) {
            plain.add(delay);
            shifted.add(delay + shift);
        }

        assertThat(shifted.jitterNs()).isEqualTo(plain.jitterNs());
    }

    @Provide
    static Arbitrary<long[]> twoOrMore() {
        return Arbitraries.longs()
                .between(-1_000_000_000, 1_000_000_000)
                .array(long[].class)
                .ofMinSize(2)
                .ofMaxSize(100);
    }
}
