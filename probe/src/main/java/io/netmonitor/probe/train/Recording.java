// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.train;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The arrivals of one train. The receiver writes into it without a lock and wakes whoever waits after each batch; what they read,
 * they read after that.
 */
public final class Recording {
    private static final long LOOK_AGAIN_NS = 1_000_000;
    /** A receiver that does not look for so long never will. */
    private static final long HUNG_NS = 1_000_000_000;

    private final int train;
    private final long[] arrivedNs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private int written;
    private int arrived;
    private long lastNanoTime;
    private long lookedNanoTime = System.nanoTime();
    private long overflowsBefore = -1;
    private long overflowsNow;

    /** A recording of a train of so many packets. */
    public Recording(int train, int packets) {
        this.train = train;
        this.arrivedNs = new long[packets];
        Arrays.fill(arrivedNs, Train.LOST);
    }

    /** By the receiver alone: keeps the first arrival of a packet. */
    void arrived(int number, int sequence, long atNs, long overflows) {
        if (overflowsBefore < 0) {
            overflowsBefore = overflows;
        }
        overflowsNow = Math.max(overflowsNow, overflows);
        if (number == train && sequence >= 0 && sequence < arrivedNs.length && arrivedNs[sequence] == Train.LOST) {
            arrivedNs[sequence] = atNs;
            written++;
        }
    }

    /** By the receiver alone: all that had come is in, if anything had. */
    void publish() {
        lock.lock();
        try {
            lookedNanoTime = System.nanoTime();
            if (written > arrived) {
                arrived = written;
                lastNanoTime = System.nanoTime();
                came.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the first packets are all in, or none came for a while.
     *
     * @param packets how many were sent
     * @param patienceNs how long after the call, and after the last arrival, more may come. On a busy host the receiver may not
     *     have looked by then: packets that wait for it are not lost, so its next look is awaited, too
     */
    public void await(int packets, long patienceNs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            lastNanoTime = System.nanoTime();
            while (arrived < Math.min(packets, arrivedNs.length)) {
                long leftNs = lastNanoTime + patienceNs - System.nanoTime();
                boolean looked = lookedNanoTime - lastNanoTime - patienceNs >= 0;
                if (leftNs <= 0 && (looked || leftNs < -HUNG_NS)) {
                    return;
                }
                boolean _ = came.await(Math.max(leftNs, LOOK_AGAIN_NS), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The arrivals of the first packets, {@link Train#LOST} for those that did not come; a copy. */
    public long[] arrivedNs(int packets) {
        lock.lock();
        try {
            return Arrays.copyOf(arrivedNs, Math.min(packets, arrivedNs.length));
        } finally {
            lock.unlock();
        }
    }

    /** How many packets the host dropped meanwhile, as far as later ones told. */
    public long overflows() {
        lock.lock();
        try {
            return overflowsBefore < 0 ? 0 : overflowsNow - overflowsBefore;
        } finally {
            lock.unlock();
        }
    }
}
