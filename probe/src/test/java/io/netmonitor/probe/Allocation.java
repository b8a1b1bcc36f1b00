// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the heap that readers of foreign octets take, which must not grow with a length that stands in there. */
public final class Allocation {
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    /** The first time classes are loaded, which takes more than any packet. */
    private static final int ATTEMPTS = 3;

    private Allocation() {}

    /**
     * Runs something that can be run again, and fails when it takes more each time.
     *
     * @param bytes of this thread's heap
     */
    public static void atMost(long bytes, Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && least > bytes; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        if (least > bytes) {
            throw new AssertionError(least + " bytes were allocated, more than " + bytes);
        }
    }
}
