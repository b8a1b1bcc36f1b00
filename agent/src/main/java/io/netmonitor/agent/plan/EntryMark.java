// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.plan.PlanEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Remembers, over restarts too, which rounds of single entries are accounted for where {@link RoundMark} cannot say it: of what
 * people started by hand, since that is in no order with the plan's rounds, and of paths that a plan moved within their period or left
 * out, since a number then comes at another instant than before. Owned by the scheduler's thread.
 *
 * <pre>
 * 5f1d0c8e9b7a46c2d3e4f50617283940 0000000000000007    first half of the key's SHA-256, the next number; the last line counts
 * </pre>
 */
final class EntryMark implements Closeable {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    /** Of more, those that were marked longest ago are forgotten. A plan in which so much changes at once is hardly possible. */
    static final int REMEMBERED = 8_192;

    private static final int DIGEST_BYTES = 16;
    private static final int DIGEST_CHARACTERS = 2 * DIGEST_BYTES;
    private static final int LINE_BYTES = DIGEST_CHARACTERS + 1 + 16 + 1;

    private final FileChannel channel;
    private final SequencedMap<String, Long> next;
    private boolean failing;

    private EntryMark(FileChannel channel, SequencedMap<String, Long> next) {
        this.channel = channel;
        this.next = next;
    }

    static EntryMark open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // A crash may have torn the last line: only whole ones count, and the next is written in its place.
        int lines = (int) Math.min(channel.size() / LINE_BYTES, 2 * REMEMBERED);
        ByteBuffer bytes = ByteBuffer.allocate(lines * LINE_BYTES);
        channel.read(bytes, 0);
        channel.truncate((long) lines * LINE_BYTES);
        EntryMark mark = new EntryMark(channel, new LinkedHashMap<>());
        StandardCharsets.US_ASCII.decode(bytes.flip()).toString().lines().forEach(mark::read);
        return mark;
    }

    private void read(String line) {
        try {
            remember(
                    line.substring(0, DIGEST_CHARACTERS),
                    HexFormat.fromHexDigitsToLong(line, DIGEST_CHARACTERS + 1, line.length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.log(System.Logger.Level.WARNING, "the marks of rounds hold a line that is none: {0}", line);
        }
    }

    private void remember(String digest, long number) {
        next.putLast(digest, number);
        if (next.size() > REMEMBERED) {
            next.pollFirstEntry();
        }
    }

    /** The first number that may not be accounted for yet. */
    long next(PlanEntry.Key key) {
        return next.getOrDefault(digest(key), 0L);
    }

    /** All rounds before a number are accounted for, or about to begin. */
    void reach(PlanEntry.Key key, long number) {
        String digest = digest(key);
        if (number <= next.getOrDefault(digest, 0L)) {
            return;
        }
        remember(digest, number);
        try {
            if (channel.size() >= 2L * REMEMBERED * LINE_BYTES) {
                channel.truncate(0);
                append(next.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())));
            } else {
                append(Stream.of(line(digest, number)));
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "rounds that ran cannot be remembered: {0}", e.toString());
            }
            failing = true;
        }
    }

    private static String line(String digest, long number) {
        return digest + " " + HexFormat.of().toHexDigits(number) + "\n";
    }

    private void append(Stream<String> lines) throws IOException {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(String.join("", lines.toList()));
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String digest(PlanEntry.Key key) {
        List<String> parts = List.of(
                key.task(),
                String.valueOf(key.revision()),
                String.valueOf(key.runId()),
                key.path().toString());
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
