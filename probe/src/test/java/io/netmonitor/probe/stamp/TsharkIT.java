// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tshark, which knows TWAMP-Test and was not written by us, reads requests and replies as they were meant. */
final class TsharkIT {
    private static final int PORT = 862;
    private static final int PACKETS = 4;
    private static final DateTimeFormatter TSHARK_TIME =
            DateTimeFormatter.ofPattern("MMM d, yyyy HH:mm:ss.nnnnnnnnn", Locale.ROOT);
    private static final List<String> FIELDS = List.of(
            "seq_number",
            "timestamp",
            "error_estimate",
            "mbz1",
            "receive_timestamp",
            "sender_seq_number",
            "sender_timestamp",
            "sender_error_estimate",
            "mbz2",
            "sender_ttl");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsTshark() {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tshark")));
        assumeTrue(installed, "needs tshark (Debian package tshark)");
    }

    @Test
    void readsWhatBothEndsWrite() throws Exception {
        List<byte[]> requests = new ArrayList<>();
        List<byte[]> replies = new ArrayList<>();
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        try (Reflector reflector =
                        Reflector.open(new ResponderOptions(loopback), TestNetwork.best(), StampClock.SYSTEM);
                DatagramSocket client = new DatagramSocket(loopback)) {
            client.setSoTimeout(20_000);
            for (int i = 0; i < PACKETS; i++) {
                byte[] request = request(i);
                requests.add(request);
                client.send(new DatagramPacket(request, request.length, reflector.address()));
                DatagramPacket reply = new DatagramPacket(new byte[2_000], 2_000);
                client.receive(reply);
                replies.add(Arrays.copyOf(reply.getData(), reply.getLength()));
            }
        }

        List<String[]> dissected = dissect(requests, replies);

        assertThat(dissected).hasSize(2 * PACKETS);
        for (int i = 0; i < PACKETS; i++) {
            String[] request = dissected.get(2 * i);
            assertThat(request[0]).isEqualTo(Integer.toString(i));
            assertThat(epochNs(request[1])).isCloseTo(sentNs(i), within(1L));
            assertThat(Integer.decode(request[2])).isEqualTo(0x9980);

            String[] reply = dissected.get(2 * i + 1);
            ByteBuffer octets = ByteBuffer.wrap(replies.get(i));
            assertThat(reply[0]).isEqualTo(Integer.toString(i));
            assertThat(epochNs(reply[1])).isCloseTo(StampTime.fromNtp(octets.getLong(4)), within(1L));
            assertThat(Integer.decode(reply[2])).isEqualTo(octets.getShort(12) & 0xFFFF);
            assertThat(epochNs(reply[4])).isCloseTo(StampTime.fromNtp(octets.getLong(16)), within(1L));
            assertThat(reply[5]).isEqualTo(Integer.toString(i));
            assertThat(epochNs(reply[6])).isCloseTo(sentNs(i), within(1L));
            assertThat(Integer.decode(reply[7])).isEqualTo(0x9980);
            assertThat(Integer.decode(reply[8])).isZero();
            assertThat(Integer.decode(reply[9])).isBetween(1, 255);
        }
    }

    private static long sentNs(int number) {
        return EpochNanos.of(Instant.parse("2026-04-15T00:00:00.5Z")) + number * 1_000_000_000L;
    }

    private static byte[] request(int number) {
        int length = Request.minBytes(PacketLayout.OPEN) + 40;
        ByteBuffer packet = ByteBuffer.allocate(length);
        Request.prepare(packet, PacketLayout.OPEN, length, 0, (short) 0x9980, 0, null);
        Request.stamp(packet, PacketLayout.OPEN, number, StampTime.toNtp(sentNs(number)), null);
        return packet.array();
    }

    private static long epochNs(String text) {
        String plain = text.replaceAll(" +", " ").replace(" UTC", "");
        return EpochNanos.of(LocalDateTime.parse(plain, TSHARK_TIME).toInstant(ZoneOffset.UTC));
    }

    /** Each packet's fields, in the order of {@link #FIELDS}; fails when tshark finds anything malformed. */
    private List<String[]> dissect(List<byte[]> requests, List<byte[]> replies)
            throws IOException, InterruptedException {
        Path file = folder.resolve("session.pcap");
        Files.write(file, capture(requests, replies));
        List<String> words = new ArrayList<>(List.of(
                "tshark",
                "-r",
                file.toString(),
                "-d",
                "udp.port==" + PORT + ",twamp.test",
                "-T",
                "fields",
                "-E",
                "separator=|",
                "-e",
                "_ws.malformed",
                "-e",
                "_ws.expert.message"));
        FIELDS.forEach(field -> words.addAll(List.of("-e", "twamp.test." + field)));
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TZ", "UTC");
        Process tshark = builder.start();
        String said = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tshark.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(tshark.exitValue()).isZero();
        List<String[]> packets = new ArrayList<>();
        for (String line : said.lines().toList()) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells[0]).as("malformed").isEmpty();
            assertThat(cells[1]).as("expert's complaint").isEmpty();
            packets.add(Arrays.copyOfRange(cells, 2, cells.length));
        }
        return packets;
    }

    /** A capture of bare IPv4 packets (link type 101), request and reply in turn. */
    private static byte[] capture(List<byte[]> requests, List<byte[]> replies) {
        ByteBuffer file = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(101);
        for (int i = 0; i < requests.size(); i++) {
            packet(file, requests.get(i), 50_000, PORT);
            packet(file, replies.get(i), PORT, 50_000);
        }
        return Arrays.copyOf(file.array(), file.position());
    }

    private static void packet(ByteBuffer file, byte[] payload, int from, int to) {
        int length = 28 + payload.length;
        file.putInt(1).putInt(0).putInt(length).putInt(length);
        ByteBuffer packet = ByteBuffer.allocate(length);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) length).putInt(0);
        packet.put((byte) 255)
                .put((byte) 17)
                .putShort((short) 0)
                .putInt(0xC0000201)
                .putInt(0xC0000202);
        packet.putShort((short) from)
                .putShort((short) to)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0);
        file.put(packet.put(payload).array());
    }
}
