// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.probe.train.Train;
import io.netmonitor.probe.train.TrainOrder;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is written is read again, and what nobody wrote is refused. */
final class MessagesPropertyTest {
    @Property
    void aHelloArrivesAsItWasSent(
            @ForAll boolean reverse,
            @ForAll @IntRange(max = 65_535) int sessionId,
            @ForAll long caller,
            @ForAll int payload) {
        Hello hello = new Hello(reverse, sessionId, caller, payload);

        assertThat(Hello.of(hello.frame())).isEqualTo(hello);
    }

    @Property
    void anOrderArrivesAsItWasSent(
            @ForAll int number,
            @ForAll @IntRange(min = 0, max = 30_000) int burst,
            @ForAll @IntRange(min = 1, max = 30_000) int paced,
            @ForAll @DoubleRange(min = 1e5, max = 1e11) double rateBps,
            @ForAll @IntRange(min = 60, max = 9_000) int bytes) {
        TrainOrder order = new TrainOrder(number, burst, paced, rateBps, bytes);

        TrainOrder read = Orders.read(Orders.frame(order).body());

        assertThat(read.packets()).isEqualTo(order.packets());
        assertThat(read.number()).isEqualTo(number);
        assertThat(read.gapNs()).isCloseTo(order.gapNs(), within(0.001));
    }

    @Property
    void instantsArriveAsTheyWereSent(
            @ForAll int train,
            @ForAll long base,
            @ForAll @Size(max = 200) @IntRange(min = -1, max = Integer.MAX_VALUE) int[] offsets,
            @ForAll @IntRange(max = 1_000_000) int overflows,
            @ForAll long moved) {
        long from = base / 2;
        long[] ns = new long[offsets.length];
        for (int i = 0; i < ns.length; i++) {
            ns[i] = offsets[i] < 0 ? Train.LOST : from + offsets[i];
        }

        Instants read = Instants.read(new Instants(train, ns, overflows, moved)
                .frame(Frame.Type.ARRIVALS)
                .body());

        assertThat(read.train()).isEqualTo(train);
        assertThat(read.ns()).isEqualTo(ns);
        assertThat(read.overflows()).isEqualTo(overflows);
        assertThat(read.clockMovedNs()).isEqualTo(moved);
    }

    @Property
    void whatNobodyWroteIsRefusedAndNothingElse(@ForAll byte[] octets) {
        refusesOrReads(() -> Hello.of(new Frame(Frame.Type.HELLO, ByteBuffer.wrap(octets))));
        refusesOrReads(() -> Orders.read(ByteBuffer.wrap(octets)));
        refusesOrReads(() -> Instants.read(ByteBuffer.wrap(octets)));
        assertThat(new Frame(Frame.Type.REFUSED, ByteBuffer.wrap(octets)).reason())
                .hasSizeLessThanOrEqualTo(500)
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void instantsTooFarApartAreNotCutShort() {
        Instants torn = new Instants(1, new long[] {0, 5_000_000_000L}, 0, 0);

        assertThatThrownBy(() -> torn.frame(Frame.Type.ARRIVALS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5000000000");
    }

    private static void refusesOrReads(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }
}
