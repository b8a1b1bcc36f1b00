// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.train;

import io.netmonitor.probe.socket.TrainSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends trains by an absolute schedule: it sleeps while the next instant is far and spins just before it. Where packets follow each
 * other faster than single sends can, several leave together. To be used by one platform thread, which it keeps busy.
 */
public final class TrainSender {
    private static final long SPIN_NS = 150_000;
    /** About what one send costs: groups no closer than this keep the rate, and no packet of a group costs more. */
    private static final double LEAST_GAP_NS = 12_000;
    /**
     * Most packets that leave in one piece: where nothing splits it on the way, it passes every queue as one and has one stamp.
     */
    private static final int MOST_TOGETHER = 16;
    /** Pieces of a burst: as many as tell its shape, though not so small that system calls set the pace. */
    private static final int LEAST_TOGETHER = 4;

    private static final int PIECES = 16;
    /** A queue of this host's that takes nothing for so long will not take more. */
    private static final long STUCK_NS = 100_000_000;

    private final TrainSocket socket;
    private final Head head;

    /** A sender over a socket that is aimed already. */
    public TrainSender(TrainSocket socket, long token) {
        this(socket, (header, train, sequence) -> TrainPacket.write(header, token, train, sequence));
    }

    /** A sender of packets of another protocol. */
    public TrainSender(TrainSocket socket, Head head) {
        this.socket = socket;
        this.head = head;
    }

    /** Writes the beginning of a packet just before it is sent. */
    @FunctionalInterface
    public interface Head {
        /** Train and sequence are from 0. */
        void write(ByteBuffer header, int train, int sequence);
    }

    /** Shows the other end where this one is. */
    public void greet() throws IOException {
        head.write(socket.header(0), TrainPacket.GREETING, 0);
        int _ = socket.send(1);
    }

    /**
     * Sends a train.
     *
     * @return when each packet was sent, by {@link System#nanoTime}; fewer than ordered when this host's queue got stuck
     * @throws IOException when the network or this host refuses
     */
    public long[] send(TrainOrder order) throws IOException, InterruptedException {
        long[] sentNs = new long[order.packets()];
        int sent = burst(order, sentNs);
        if (sent == order.burstPackets()) {
            sent = paced(order, sentNs, sent);
        }
        return sent == sentNs.length ? sentNs : Arrays.copyOf(sentNs, sent);
    }

    private int burst(TrainOrder order, long[] sentNs) throws IOException, InterruptedException {
        int piece = Math.min(mostTogether(), Math.max(LEAST_TOGETHER, order.burstPackets() / PIECES));
        int sent = 0;
        while (sent < order.burstPackets()) {
            int group = Math.min(piece, order.burstPackets() - sent);
            int left = sendGroup(order, sentNs, sent, group);
            if (left == 0) {
                return sent;
            }
            sent += left;
        }
        return sent;
    }

    private int paced(TrainOrder order, long[] sentNs, int from) throws IOException, InterruptedException {
        double gapNs = order.gapNs();
        int together = (int) Math.clamp(Math.ceil(LEAST_GAP_NS / gapNs), 1, mostTogether());
        long startNs = System.nanoTime();
        int sent = from;
        while (sent < order.packets()) {
            awaitInstant(startNs + (long) ((sent - from + together) * gapNs));
            // All that are due by now: where single sends are too slow, larger groups keep the rate.
            int due = from + (int) ((System.nanoTime() - startNs) / gapNs) - sent;
            int group = Math.min(Math.clamp(due, together, mostTogether()), order.packets() - sent);
            int left = sendGroup(order, sentNs, sent, group);
            if (left == 0) {
                return sent;
            }
            sent += left;
        }
        return sent;
    }

    private int mostTogether() {
        return Math.min(MOST_TOGETHER, socket.maxGroup());
    }

    private static void awaitInstant(long atNs) throws InterruptedException {
        long leftNs = atNs - System.nanoTime();
        while (leftNs > 0) {
            if (leftNs > SPIN_NS) {
                LockSupport.parkNanos(leftNs - SPIN_NS);
                if (Thread.interrupted()) {
                    throw new InterruptedException("the train was given up");
                }
            } else {
                Thread.onSpinWait();
            }
            leftNs = atNs - System.nanoTime();
        }
    }

    /** Sends some of a group; returns how many, 0 when the host's queue is stuck. */
    private int sendGroup(TrainOrder order, long[] sentNs, int first, int count)
            throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            head.write(socket.header(i), order.number(), first + i);
        }
        long beginNs = System.nanoTime();
        long beforeNs = beginNs;
        int sent = socket.send(count);
        while (sent == 0) {
            if (beforeNs - beginNs > STUCK_NS) {
                return 0;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("the train was given up");
            }
            beforeNs = System.nanoTime();
            sent = socket.send(count);
        }
        // Whoever is held up on the way back from the kernel had sent before: a delay is never too short by what a host
        // adds.
        double eachNs = Math.min((double) (System.nanoTime() - beforeNs) / sent, LEAST_GAP_NS);
        for (int i = 0; i < sent; i++) {
            sentNs[first + i] = beforeNs + (long) (i * eachNs);
        }
        return sent;
    }
}
