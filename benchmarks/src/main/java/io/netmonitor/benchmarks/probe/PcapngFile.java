// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the frames of a pcapng file of this machine's byte order with one interface and nanosecond stamps, as dumpcap
 * writes it here; anything else is refused.
 *
 * <pre>
 * every block:      0 type (4) | 4 length of the whole block (4) | 8 body | length again (4)
 * interface (1):    8 link type (2) | 10 zero (2) | 12 snap length (4) | 16 options: code (2), length (2), value, padding
 * packet (6):       8 interface (4) | 12 time, high half (4) | 16 low half (4) | 20 captured octets (4) | 24 original (4)
 *                   28 frame
 * </pre>
 */
final class PcapngFile {
    private static final int SECTION = 0x0A0D0D0A;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int PACKET = 6;
    private static final int MIN_BLOCK_BYTES = 12;
    private static final int PACKET_HEADER_BYTES = 28;
    private static final int OPTIONS = 16;
    private static final int TIME_RESOLUTION = 9;
    private static final int NANOSECONDS = 9;
    private static final int ETHERNET = 1;

    private PcapngFile() {}

    /**
     * Reads all frames.
     *
     * @throws IOException when it is not such a file, or is cut off
     */
    static List<Frame> read(Path file) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
        if (all.remaining() < MIN_BLOCK_BYTES || all.getInt(0) != SECTION || all.getInt(8) != BYTE_ORDER_MAGIC) {
            throw new IOException(file + " is not a pcapng file of this machine's byte order");
        }
        List<Frame> frames = new ArrayList<>();
        int at = 0;
        while (at < all.limit()) {
            int length = all.limit() - at < MIN_BLOCK_BYTES ? 0 : all.getInt(at + 4);
            if (length < MIN_BLOCK_BYTES || length > all.limit() - at) {
                throw new IOException(file + " is cut off at octet " + at);
            }
            ByteBuffer block = all.slice(at, length).order(all.order());
            switch (block.getInt(0)) {
                case INTERFACE -> requireNanoseconds(block, file);
                case PACKET -> frames.add(frame(block, file));
                default -> {
                    // Statistics and the like.
                }
            }
            at += length;
        }
        return frames;
    }

    private static Frame frame(ByteBuffer block, Path file) throws IOException {
        int length = block.limit() < PACKET_HEADER_BYTES ? -1 : block.getInt(20);
        if (length < 0 || length > block.limit() - PACKET_HEADER_BYTES) {
            throw new IOException(file + " has a packet of " + length + " octets in a block of " + block.limit());
        }
        long timeNs = (long) block.getInt(12) << 32 | Integer.toUnsignedLong(block.getInt(16));
        return new Frame(timeNs, block.slice(PACKET_HEADER_BYTES, length).order(ByteOrder.BIG_ENDIAN));
    }

    private static void requireNanoseconds(ByteBuffer block, Path file) throws IOException {
        if (block.limit() < OPTIONS || block.getShort(8) != ETHERNET) {
            throw new IOException(file + " is not of an Ethernet device");
        }
        for (int at = OPTIONS; at + 8 < block.limit(); at += 4 + (block.getShort(at + 2) + 3 & ~3)) {
            if (block.getShort(at) == TIME_RESOLUTION && block.get(at + 4) == NANOSECONDS) {
                return;
            }
        }
        throw new IOException(file + " has no nanosecond stamps");
    }

    /**
     * What was on the wire.
     *
     * @param timeNs since the epoch
     * @param octets from the Ethernet header on, big-endian
     */
    record Frame(long timeNs, ByteBuffer octets) {}
}
