// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is written is read again, at the octets that the protocol says. */
final class RecordsPropertyTest {
    @Property
    void anOrderArrivesAsItWasSent(
            @ForAll long id, @ForAll int probes, @ForAll int duration, @ForAll int interval, @ForAll int mode) {
        TaskMeta task = new TaskMeta(id, probes, duration, interval, mode);

        byte[] octets = task.octets();

        assertThat(TaskMeta.read(octets)).isEqualTo(task);
        assertThat(octets).hasSize(24);
        ByteBuffer raw = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(raw.getLong()).isEqualTo(id);
        assertThat(new int[] {raw.getInt(), raw.getInt(), raw.getInt(), raw.getInt()})
                .containsExactly(probes, duration, interval, mode);
    }

    @Property
    void aTrainsOrderArrivesAsItWasSent(@ForAll int probes, @ForAll int bytes, @ForAll int duration) {
        SendMeta sent = new SendMeta(probes, bytes, duration);

        assertThat(SendMeta.read(sent.octets())).isEqualTo(sent);
        assertThat(sent.octets()).hasSize(12);
        assertThat(ByteBuffer.wrap(sent.octets()).order(ByteOrder.LITTLE_ENDIAN).getInt(8))
                .isEqualTo(duration);
    }

    @Property
    void aResultArrivesAsItWasSent(
            @ForAll int owd,
            @ForAll float jitter,
            @ForAll int arrived,
            @ForAll float loss,
            @ForAll float all,
            @ForAll float within) {
        TrainResult result = new TrainResult(owd, jitter, arrived, loss, all, within);

        assertThat(TrainResult.read(result.octets())).isEqualTo(result);
        assertThat(result.octets()).hasSize(24);
        assertThat(ByteBuffer.wrap(result.octets())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat(16))
                .isEqualTo(all);
    }

    @Property
    void aProbeAndItsReplyArriveAsTheyWereSent(
            @ForAll long id, @ForAll long sentUs, @ForAll int sequence, @ForAll int reply, @ForAll long arrivedUs) {
        ByteBuffer packet = ByteBuffer.allocate(ProbePacket.REPLY_BYTES);

        ProbePacket.write(packet, id, sentUs, sequence);
        ProbePacket.answer(packet, reply, arrivedUs);

        assertThat(ProbePacket.id(packet)).isEqualTo(id);
        assertThat(ProbePacket.sendTimeUs(packet)).isEqualTo(sentUs);
        assertThat(ProbePacket.sequence(packet)).isEqualTo(sequence);
        assertThat(ProbePacket.replySequence(packet)).isEqualTo(reply);
        assertThat(ProbePacket.arrivalTimeUs(packet)).isEqualTo(arrivedUs);
        assertThat(ByteBuffer.wrap(packet.array())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong(24))
                .isEqualTo(arrivedUs);
    }

    @Property
    void noResultIsNonsense(
            @ForAll @Size(max = 50) long[] sentUs,
            @ForAll @IntRange(max = 100) int probes,
            @ForAll @IntRange(max = 65_535) int bytes,
            @ForAll @IntRange(max = 10_000_000) int durationUs,
            @ForAll boolean together) {
        long[] arrivedNs = new long[sentUs.length];
        for (int i = 0; i < arrivedNs.length; i++) {
            arrivedNs[i] = 1_795_000_000_000_000_000L + (together ? 0 : i * 10_000L);
        }

        TrainResult result = new TrainArrivals(arrivedNs, sentUs).result(new SendMeta(probes, bytes, durationUs));

        assertThat(result.arrived()).isBetween(0, probes);
        assertThat(result.loss()).isBetween(0f, 1f);
        assertThat(result.jitterUs()).isFinite().isNotNegative();
        assertThat(result.rateAllBps()).isFinite().isNotNegative();
        assertThat(result.rateInDurationBps()).isFinite().isNotNegative();
    }
}
