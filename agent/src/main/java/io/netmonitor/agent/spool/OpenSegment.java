// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The segment that results are appended to. Its being there is what keeps numbers from being used twice. Not thread-safe. */
final class OpenSegment implements Closeable {
    static final int MAX_RESULTS = 500;
    static final long MAX_BYTES = 1L << 20;

    private final long number;
    private final Path path;
    private final FileChannel channel;
    private int results;
    private long bytes;

    private OpenSegment(long number, Path path, FileChannel channel) {
        this.number = number;
        this.path = path;
        this.channel = channel;
    }

    /** Opens an empty one. */
    static OpenSegment create(long number, Path path) throws IOException {
        return new OpenSegment(
                number,
                path,
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE));
    }

    /** Appends a line and hands it to the system: it outlives this process, though not yet a power failure. */
    void append(byte[] line) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(line);
        try {
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            // Half a line must not stand before the next one.
            channel.truncate(bytes);
            channel.position(bytes);
            throw e;
        }
        results++;
        bytes += line.length;
    }

    boolean isFull() {
        return results >= MAX_RESULTS || bytes >= MAX_BYTES;
    }

    int results() {
        return results;
    }

    long bytes() {
        return bytes;
    }

    long number() {
        return number;
    }

    /** Brings it to the disk and ends it. */
    Segment seal() throws IOException {
        channel.force(true);
        channel.close();
        return new Segment(number, path, results, bytes);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
