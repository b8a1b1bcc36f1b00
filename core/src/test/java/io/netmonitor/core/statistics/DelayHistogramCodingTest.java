// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayHistogramCodingTest {
    @Test
    void codesByteByByte() {
        DelayHistogram histogram = new DelayHistogram(-3);
        histogram.add(-3, 200);
        histogram.add(-2, 1);

        // Version 1, base −3 as zigzag 5, two buckets: 0 with 200 (a varint of two bytes), and the next with 1.
        assertThat(HexFormat.of().formatHex(histogram.encoded())).isEqualTo("010502" + "00c801" + "0101");
    }

    @Test
    void anEmptyOneIsThreeBytes() {
        byte[] bytes = new DelayHistogram(0).encoded();

        assertThat(bytes).containsExactly(1, 0, 0);
        assertThat(DelayHistogram.decode(bytes).count()).isZero();
    }

    @Property
    void whatWasReadIsWrittenTheSame(@ForAll("farApart") long[] delays) {
        DelayHistogram histogram = DelayHistogram.of(delays);
        byte[] bytes = histogram.encoded();

        DelayHistogram read = DelayHistogram.decode(bytes);

        assertThat(read.encoded()).isEqualTo(bytes);
        assertThat(read.count()).isEqualTo(histogram.count());
        assertThat(read.baseNs()).isEqualTo(histogram.baseNs());
    }

    @Property
    void textAndBytesSayTheSame(@ForAll("farApart") long[] delays) {
        DelayHistogram histogram = DelayHistogram.of(delays);

        assertThat(Base64.getDecoder().decode(histogram.encodedText())).isEqualTo(histogram.encoded());
        assertThat(DelayHistogram.decodeText(histogram.encodedText()).encoded()).isEqualTo(histogram.encoded());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 199, 200, 1_000_000_007L, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void everyDistanceOfALongCanBeCoded(long above) {
        DelayHistogram read =
                DelayHistogram.decode(DelayHistogram.of(new long[] {0, above}).encoded());

        assertThat((double) read.quantileNs(1)).isBetween(above * 0.995 - 1, above * 1.005 + 1);
    }

    @Property
    void twentyPacketsTakeLessThanNinetyBytes(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // A path of 50 ms by clocks that differ by some seconds, with a queue of up to 100 ms.
        long base = random.nextLong(-10_000_000_000L, 10_000_000_000L);
        long[] delays =
                random.longs(20, 0, 100_000_000).map(delay -> base + delay).toArray();

        assertThat(DelayHistogram.of(delays).encoded().length).isLessThan(90);
        assertThat(DelayHistogram.of(delays).encodedText().length()).isLessThan(120);
    }

    @Property(tries = 2_000)
    void anyBytesAreReadOrRefused(@ForAll("hostile") byte[] bytes) {
        try {
            DelayHistogram histogram = DelayHistogram.decode(bytes);

            assertThat(histogram.count()).isNotNegative();
            if (histogram.count() > 0) {
                assertThat(histogram.quantileNs(0.5)).isGreaterThanOrEqualTo(histogram.baseNs());
            }
            assertThat(DelayHistogram.decode(histogram.encoded()).count()).isEqualTo(histogram.count());
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("histogram ");
        }
    }

    @Property
    void whateverWasReadCanBeMerged(@ForAll("hostile") byte[] one, @ForAll("hostile") byte[] other) {
        DelayHistogram histogram;
        DelayHistogram added;
        try {
            histogram = DelayHistogram.decode(one);
            added = DelayHistogram.decode(other);
        } catch (IllegalArgumentException refused) {
            return;
        }
        long sum = histogram.count() + added.count();
        if (sum < 0) {
            return;
        }

        histogram.merge(added);

        assertThat(histogram.count()).isEqualTo(sum);
        assertThat(DelayHistogram.decode(histogram.encoded()).count()).isEqualTo(sum);
    }

    @Property
    void everyCutIsRefused(@ForAll("farApart") long[] delays) {
        byte[] bytes = DelayHistogram.of(delays).encoded();

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> DelayHistogram.decode(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("histogram is cut off after " + length + " bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00, histogram version is not 1: 0",
        "020000, histogram version is not 1: 2",
        "ff0000, histogram version is not 1: -1",
        // Bytes behind the end.
        "01000000, histogram has 1 bytes too many",
        // More buckets than there are, also as a number beyond 63 bits.
        "0100924200, histogram of 8466 buckets",
        "0100ffffffffffffffffff01, histogram of 18446744073709551615 buckets",
        // Counts of nothing, and negative ones.
        "0100010000, histogram bucket 0 has count < 1: 0",
        "01000100ffffffffffffffffff01, histogram bucket 0 has count < 1: -1",
        // Buckets beyond the last, twice the same, and backwards.
        "010001912201, histogram has no bucket 4369 after 0; the last is 4368",
        "01000290220101 01, histogram has no bucket 1 after 4368; the last is 4368",
        "0100020501 0001, histogram has no bucket 0 after 5; the last is 4368",
        "01000205 01feffffffffffffffff0101, histogram has no bucket 18446744073709551614 after 5; the last is 4368",
        // Two counts whose sum is beyond 63 bits.
        "010002 00ffffffffffffffff7f 01 01, histogram has counts beyond 63 bits",
        "0100 02 00ffffffffffffffff7f 01ffffffffffffffff7f, histogram has counts beyond 63 bits",
        // Varints beyond 64 bits.
        "01ffffffffffffffffff02 00, histogram number is longer than 64 bits",
        "01ffffffffffffffffffff 00, histogram number is longer than 64 bits",
    })
    void refusesHostileBytes(String hex, String message) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatThrownBy(() -> DelayHistogram.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AQAA=", "*", "AQ AA", "中"})
    void refusesTextThatIsNoCoding(String text) {
        assertThatThrownBy(() -> DelayHistogram.decodeText(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Random bytes hardly get past the first check, so most start like a coding. */
    @Provide
    Arbitrary<byte[]> hostile() {
        Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        Arbitrary<byte[]> likely = Arbitraries.bytes()
                .between((byte) -1, (byte) 8)
                .array(byte[].class)
                .ofMinSize(3)
                .ofMaxSize(30)
                .map(DelayHistogramCodingTest::dressed);
        return Arbitraries.oneOf(random, likely);
    }

    private static byte[] dressed(byte[] bytes) {
        bytes[0] = 1;
        bytes[2] = (byte) ((bytes.length - 3) / 2);
        return bytes;
    }

    @Provide
    static Arbitrary<long[]> farApart() {
        return Arbitraries.longs()
                .between(-2_000_000_000_000_000_000L, 2_000_000_000_000_000_000L)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}
