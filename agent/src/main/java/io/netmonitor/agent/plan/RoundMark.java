// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Remembers over restarts up to which instant rounds were started. Rounds start in the order of their instants, so this one
 * instant says it for all entries, and none runs twice. The file is 30 characters, written over in place: a crash of the
 * process leaves a whole one. Owned by the scheduler's thread.
 */
final class RoundMark implements Closeable {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final int MAX_BYTES = 64;

    private final FileChannel channel;
    private Instant reached;
    private boolean failing;

    private RoundMark(FileChannel channel, Instant reached) {
        this.channel = channel;
        this.reached = reached;
    }

    static RoundMark open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
        channel.read(bytes, 0);
        String text = StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
        try {
            return new RoundMark(channel, text.isEmpty() ? Instant.MIN : Instant.parse(text));
        } catch (DateTimeException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} holds no instant, starting anew: {1}", path, text);
            return new RoundMark(channel, Instant.MIN);
        }
    }

    /** The latest instant whose rounds were started; {@link Instant#MIN} when there was none. */
    Instant reached() {
        return reached;
    }

    /** A round of this instant is about to start. */
    void reach(Instant instant) {
        if (!instant.isAfter(reached)) {
            return;
        }
        reached = instant;
        try {
            channel.write(ByteBuffer.wrap(Json.text(instant).getBytes(StandardCharsets.US_ASCII)), 0);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "rounds that ran cannot be remembered: {0}", e.toString());
            }
            failing = true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
