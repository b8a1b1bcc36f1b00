// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits on a thread of its own for what a server says at the end of a Basic measurement: how many probes arrived. It is the last four
 * octets before the server closes, whatever else a server may say before.
 */
final class Verdict implements AutoCloseable {
    private static final int MOST_BYTES = 1_024;
    /** How long a server that has said enough may take to close. */
    private static final long FAREWELL_NS = 200_000_000;

    private final ControlLine line;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final int firstBytes;
    private final long untilNs;
    private final Runnable done;
    private final Thread thread;
    private int arrived;
    private @Nullable IOException failure;
    private volatile long doneNs;
    private volatile boolean isDone;

    private Verdict(ControlLine line, byte[] first, Duration patience, Runnable done) {
        this.line = line;
        this.firstBytes = first.length;
        this.untilNs = System.nanoTime() + patience.toNanos();
        this.done = done;
        said.writeBytes(first);
        this.thread = Thread.ofVirtual().name("perftrace-verdict").unstarted(this::run);
    }

    /**
     * Begins to wait.
     *
     * @param first what the server has said already to let the client begin
     * @param done is run once it is known, or known that it will not be
     */
    static Verdict await(ControlLine line, byte[] first, Duration patience, Runnable done) {
        Verdict verdict = new Verdict(line, first, patience, done);
        verdict.thread.start();
        return verdict;
    }

    private void run() {
        try {
            arrived = read();
        } catch (IOException e) {
            failure = e;
        } finally {
            doneNs = System.nanoTime();
            isDone = true;
            done.run();
        }
    }

    private int read() throws IOException {
        long endNs = untilNs;
        while (said.size() < MOST_BYTES) {
            byte[] more;
            try {
                more = line.readSome(MOST_BYTES, Duration.ofNanos(endNs - System.nanoTime()));
            } catch (SocketTimeoutException e) {
                if (restBytes() >= Integer.BYTES) {
                    break;
                }
                throw e;
            }
            if (more.length == 0) {
                break;
            }
            said.writeBytes(more);
            if (restBytes() >= Integer.BYTES) {
                endNs = Math.min(endNs, System.nanoTime() + FAREWELL_NS);
            }
        }
        if (restBytes() < Integer.BYTES) {
            throw new EOFException("the server closed the connection without a number");
        }
        return ByteBuffer.wrap(said.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(said.size() - Integer.BYTES);
    }

    /** What was said beyond the leave to begin, which may have come in pieces, or in other words. */
    private int restBytes() {
        byte[] all = said.toByteArray();
        byte[] go = Words.GO.octets();
        boolean same = true;
        for (int i = 0; i < Math.min(all.length, go.length); i++) {
            same &= all[i] == go[i];
        }
        return all.length - (same ? go.length : firstBytes);
    }

    boolean isDone() {
        return isDone;
    }

    /** When it was done, by {@link System#nanoTime}. */
    long doneNs() {
        return doneNs;
    }

    /** Why there is none, once {@link #isDone}. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** The server's number, whatever it is, once {@link #isDone} and without failure. */
    int arrived() {
        return arrived;
    }

    /** Hangs up and ends within a moment. */
    @Override
    public void close() {
        line.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
