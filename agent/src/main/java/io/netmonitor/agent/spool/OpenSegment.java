// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** The segment that results are appended to. Its being there is what keeps numbers from being used twice. Not thread-safe. */
final class OpenSegment implements Closeable {
    static final int MAX_RESULTS = 500;
    static final long MAX_BYTES = 1L << 20;

    private final long number;
    private final Path path;
    /** Not a channel: a thread that was told to stop may still have a result to keep, and an interrupt closes channels. */
    private final RandomAccessFile file;

    private int results;
    private long bytes;

    private OpenSegment(long number, Path path, RandomAccessFile file) {
        this.number = number;
        this.path = path;
        this.file = file;
    }

    /** Opens an empty one. */
    static OpenSegment create(long number, Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(0);
        return new OpenSegment(number, path, file);
    }

    /** Appends a line and hands it to the system: it outlives this process, though not yet a power failure. */
    void append(byte[] line) throws IOException {
        try {
            file.write(line);
        } catch (IOException e) {
            // Half a line must not stand before the next one.
            file.setLength(bytes);
            file.seek(bytes);
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
        file.getFD().sync();
        file.close();
        return new Segment(number, path, results, bytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
