// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import java.util.function.LongSupplier;

/**
 * Has the heap collected when it has grown. The serial collector looks at old objects only once the heap has reached its limit, so an
 * agent would come to hold some fifty megabytes of results that were delivered hours ago. A collection stops the program for about
 * 12 ms (bench probe gc); the kernel stamps packets all the same. Used by one thread.
 */
final class HeapWatch {
    private static final long GROWN_BYTES = 3L << 20;
    private static final long PAUSE_NS = 60_000_000_000L;

    private final LongSupplier heapBytes;
    private final Runnable collect;
    private long keptBytes;
    private long collectedNs;

    /**
     * Watches a heap.
     *
     * @param heapBytes what the heap takes of the host now
     * @param nowNs by the monotonic clock
     */
    HeapWatch(LongSupplier heapBytes, Runnable collect, long nowNs) {
        this.heapBytes = heapBytes;
        this.collect = collect;
        this.keptBytes = heapBytes.getAsLong();
        this.collectedNs = nowNs;
    }

    static HeapWatch ofThisProgram(long nowNs) {
        return new HeapWatch(Runtime.getRuntime()::totalMemory, System::gc, nowNs);
    }

    /** Looks; has it collected when it takes 3 MiB more than was left the last time, and at most once a minute. */
    void look(long nowNs) {
        if (nowNs - collectedNs >= PAUSE_NS && heapBytes.getAsLong() - keptBytes >= GROWN_BYTES) {
            collect.run();
            keptBytes = heapBytes.getAsLong();
            collectedNs = nowNs;
        }
    }
}
