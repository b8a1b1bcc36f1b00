// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class TrackingTest {
    static final int SEQUENCE = 0xCAFE0001;

    /**
     * Of chrony 4.3. chronyc, asked 50 ms earlier, showed: 2.304 µs fast, root delay 6.340 µs, dispersion 1.121 µs, skew 0.249 ppm,
     * residual frequency 0.003 ppm.
     */
    static final String KEPT = "06020000002100050000000000000000cafe00010000000000000000"
            + "7f0000017f00000100000000000000000000000000010000000200000000"
            + "00006b037b7509a0a177df5ce1ecd48f897ed2ae95abfafcda4ef698cae5008f765ce0d4bc2fdcdd232ffc8761b5";

    /** Of chrony 4.3 that was told {@code local} and has no other source. */
    static final String OWN_CLOCK = "06020000002100050000000000000000cafe00010000000000000000"
            + "7f7f010100000000000000000000000000000000000000000001000000000000"
            + "6b037b6c3aa49842000000000000000000000000000000000000000000000000000000000000000000000000";

    @Test
    void theErrorIsCorrectionDispersionAndHalfTheRootDelay() {
        Tracking tracking = read(KEPT).orElseThrow();

        assertThat(tracking.kept()).isTrue();
        assertThat(tracking.errorNs()).isCloseTo(2_431 + 1_648 + 6_340 / 2.0, within(2.0));
        assertThat(tracking.driftPpm()).isCloseTo(0.280 + 0.009 + 1, within(0.001));
    }

    @Test
    void theErrorGrowsWithAge() {
        Tracking tracking = new Tracking(true, 1_000, 2);

        assertThat(tracking.quality(0)).isEqualTo(new ClockQuality(true, 1_000));
        assertThat(tracking.quality(1_000_000_000)).isEqualTo(new ClockQuality(true, 3_000));
    }

    @Test
    void aClockComparedWithNothingIsNotKept() {
        assertThat(read(OWN_CLOCK).orElseThrow().quality(0)).isEqualTo(ClockQuality.UNKNOWN);
        assertThat(read(with(KEPT, 28, 0)).orElseThrow().kept()).isFalse();
        assertThat(read(with(KEPT, 54, 3 << 16)).orElseThrow().kept()).isFalse();
    }

    @Test
    void aClockThatIsFarOffIsNotKept() {
        assertThat(new Tracking(true, 16e9, 0).quality(0)).isEqualTo(ClockQuality.UNKNOWN);
    }

    @Test
    void anAnswerToAnotherQuestionIsNone() {
        byte[] packet = HexFormat.of().parseHex(KEPT);

        assertThat(Tracking.answer(ByteBuffer.wrap(packet), SEQUENCE + 1)).isEmpty();
        assertThat(Tracking.answer(ByteBuffer.wrap(packet, 0, packet.length - 1), SEQUENCE))
                .isEmpty();
        assertThat(read(with(KEPT, 0, 0x05020000))).isEmpty();
        assertThat(read(with(KEPT, 0, 0x06010000))).isEmpty();
        assertThat(read(with(KEPT, 4, 33 << 16 | 4))).isEmpty();
        assertThat(read(with(KEPT, 8, 1 << 16))).isEmpty();
    }

    @Property
    void anyOctetsGiveAQualityOrNothing(@ForAll @Size(Tracking.BYTES) byte[] packet) {
        ByteBuffer.wrap(packet).put(HexFormat.of().parseHex(KEPT), 0, 28);

        ClockQuality quality =
                Tracking.answer(ByteBuffer.wrap(packet), SEQUENCE).orElseThrow().quality(4_000_000_000L);

        assertThat(quality.maxErrorNs()).isBetween(0L, 16_000_000_000L);
    }

    static Optional<Tracking> read(String hex) {
        return Tracking.answer(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), SEQUENCE);
    }

    private static String with(String hex, int at, int word) {
        byte[] packet = HexFormat.of().parseHex(hex);
        ByteBuffer.wrap(packet).putInt(at, word);
        return HexFormat.of().formatHex(packet);
    }
}
