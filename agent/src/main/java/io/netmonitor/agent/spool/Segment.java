// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A sealed file of the spool: one result as JSON a line.
 *
 * @param number the batch's number
 * @param path {@code <number>.jsonl}
 * @param results lines in it
 * @param bytes its length
 */
record Segment(long number, Path path, int results, long bytes) {
    /** No segment that was written here is nearly as long; a longer one is not read into memory. */
    static final long MAX_BYTES = 16L << 20;

    private static final int CHUNK_BYTES = 64 << 10;

    /** What reading gave: the results, and how many lines held none. */
    record Content(List<Result> results, int damagedLines) {}

    /** What a file held after a torn last line, the trace of a crash, was cut off. */
    record Recovered(Segment segment, boolean torn) {}

    /** Takes a file that an earlier run left. */
    static Recovered recover(long number, Path path) throws IOException {
        int lines = 0;
        long whole = 0;
        long position = 0;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
            while (channel.read(chunk.clear()) > 0) {
                for (int i = 0; i < chunk.position(); i++) {
                    if (chunk.get(i) == '\n') {
                        lines++;
                        whole = position + i + 1;
                    }
                }
                position += chunk.position();
            }
            boolean torn = whole < position;
            if (torn) {
                channel.truncate(whole);
            }
            return new Recovered(new Segment(number, path, lines, whole), torn);
        }
    }

    /**
     * Reads the results back.
     *
     * @throws IOException when the file cannot be read as text at all
     */
    Content read() throws IOException {
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException("longer than " + MAX_BYTES + " bytes: " + Files.size(path));
        }
        List<Result> read = new ArrayList<>(results);
        int damaged = 0;
        for (String line : new String(Files.readAllBytes(path), StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            try {
                read.add(Json.read(line, Result.class));
            } catch (IllegalArgumentException e) {
                damaged++;
            }
        }
        return new Content(read, damaged);
    }
}
