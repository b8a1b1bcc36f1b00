// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** A thread that fills the heap and asks for a whole collection every 50 ms, until it is closed. */
final class Garbage implements AutoCloseable {
    private static final int PAUSE_MS = 50;
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int PIECES = 256;

    private final long collectionsBefore = total(GarbageCollectorMXBean::getCollectionCount);
    private final long millisBefore = total(GarbageCollectorMXBean::getCollectionTime);
    private final Thread thread =
            Thread.ofPlatform().name("garbage").daemon(true).unstarted(Garbage::fill);

    private Garbage() {}

    static Garbage make() {
        Garbage garbage = new Garbage();
        garbage.thread.start();
        return garbage;
    }

    /** Collections of all collectors since the start. */
    long collections() {
        return total(GarbageCollectorMXBean::getCollectionCount) - collectionsBefore;
    }

    /** Time that they took, in milliseconds. */
    long collectionMs() {
        return total(GarbageCollectorMXBean::getCollectionTime) - millisBefore;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static void fill() {
        try {
            while (true) {
                byte[][] kept = new byte[PIECES][];
                for (int i = 0; i < kept.length; i++) {
                    kept[i] = new byte[PIECE_BYTES];
                }
                System.gc();
                // Read after the collection, so that it had all of them to carry.
                if (kept[PIECES - 1].length != PIECE_BYTES) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long total(ToLongFunction<GarbageCollectorMXBean> figure) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(figure)
                .sum();
    }
}
