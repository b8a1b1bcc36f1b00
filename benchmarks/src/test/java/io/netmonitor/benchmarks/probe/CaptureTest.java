// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.statistics.DelaySummary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    private static final long TIME_NS = 1_795_391_225_739_880_424L;

    @TempDir
    private Path folder;

    @Test
    void readsStampRequestsWithTheirNanoseconds() throws IOException {
        Path file = Files.write(folder.resolve("one"), capture(9, frame(17, 7, 0x8001)));

        List<CapturedPacket> packets = packets(file);

        assertThat(packets).containsExactly(new CapturedPacket(TIME_NS, 7, 0x8001));
    }

    @Test
    void passesOverWhatIsNotUdp() throws IOException {
        Path file = Files.write(folder.resolve("tcp"), capture(9, frame(6, 7, 1)));

        assertThat(packets(file)).isEmpty();
    }

    @Test
    void refusesMicroseconds() throws IOException {
        Path file = Files.write(folder.resolve("us"), capture(6, frame(17, 7, 1)));

        assertThatThrownBy(() -> PcapngFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("has no nanosecond stamps");
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException {
        byte[] whole = capture(9, frame(17, 7, 1));
        Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 6));

        assertThatThrownBy(() -> PcapngFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is cut off at octet");
    }

    @Test
    void matchesBothSidesBySessionAndSequence() throws IOException {
        List<CapturedPacket> ingress = List.of(
                new CapturedPacket(1_000, 0, 1),
                new CapturedPacket(1_100, 0, 2),
                new CapturedPacket(2_000, 1, 1),
                new CapturedPacket(3_000, 2, 1));
        List<CapturedPacket> egress = List.of(
                new CapturedPacket(1_500, 0, 1), new CapturedPacket(1_800, 0, 2), new CapturedPacket(9_000, 2, 1));

        DelaySummary delays = QueueDelays.of(ingress, egress, 2);

        assertThat(delays.minNs()).isEqualTo(500);
        assertThat(delays.maxNs()).isEqualTo(700);
    }

    @Test
    void saysHowManyWereSeenWhenNoneMatch() {
        List<CapturedPacket> seen = List.of(new CapturedPacket(1_000, 0, 1));

        assertThatThrownBy(() -> QueueDelays.of(seen, List.of(), 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("seen coming 1, leaving 0");
    }

    private static List<CapturedPacket> packets(Path file) throws IOException {
        return PcapngFile.read(file).stream()
                .flatMap(frame -> CapturedPacket.of(frame).stream())
                .toList();
    }

    /** Section header, an interface with that time resolution, one packet, and a block of a kind that is not read. */
    private static byte[] capture(int resolution, byte[] frame) {
        ByteBuffer file = ByteBuffer.allocate(1_024).order(ByteOrder.nativeOrder());
        file.putInt(0x0A0D0D0A)
                .putInt(28)
                .putInt(0x1A2B3C4D)
                .putInt(1)
                .putLong(-1)
                .putInt(28);
        file.putInt(1).putInt(32).putShort((short) 1).putShort((short) 0).putInt(0);
        file.putShort((short) 9)
                .putShort((short) 1)
                .putInt(resolution)
                .putInt(0)
                .putInt(32);
        int padded = frame.length + 3 & ~3;
        file.putInt(6)
                .putInt(32 + padded)
                .putInt(0)
                .putInt((int) (TIME_NS >>> 32))
                .putInt((int) TIME_NS);
        file.putInt(frame.length)
                .putInt(frame.length)
                .put(Arrays.copyOf(frame, padded))
                .putInt(32 + padded);
        file.putInt(5).putInt(12).putInt(12);
        return Arrays.copyOf(file.array(), file.position());
    }

    private static byte[] frame(int protocol, int sequence, int sessionId) {
        ByteBuffer frame = ByteBuffer.allocate(14 + 20 + 8 + 44);
        frame.putShort(12, (short) 0x0800).put(14, (byte) 0x45).put(14 + 9, (byte) protocol);
        frame.putInt(42, sequence).putShort(42 + 14, (short) sessionId);
        return frame.array();
    }
}
