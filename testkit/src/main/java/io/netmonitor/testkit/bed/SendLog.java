// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.util.Arrays;

/** When the newest four million sends were done, and how late. Written by one thread, read by one other. */
final class SendLog {
    private static final int CAPACITY = 1 << 22;

    private final long[] nanoTimes = new long[CAPACITY];
    private final int[] lateNs = new int[CAPACITY];
    private final int[] wireBytes = new int[CAPACITY];
    private volatile long written;

    void add(long nanoTime, long late, int bytes) {
        long number = written;
        int place = place(number);
        nanoTimes[place] = nanoTime;
        lateNs[place] = (int) Math.min(late, Integer.MAX_VALUE);
        wireBytes[place] = bytes;
        written = number + 1;
    }

    /** What was sent at or after the first instant and before the second. */
    Traffic between(long fromNanoTime, long toNanoTime) {
        long end = written;
        long first = firstNotBefore(fromNanoTime, end);
        long last = firstNotBefore(toNanoTime, end);
        long bytes = 0;
        for (long i = first; i < last; i++) {
            bytes += wireBytes[place(i)];
        }
        refuseIfOverwritten(first);
        return new Traffic(Math.max(0, last - first), bytes);
    }

    Gaps gaps(long fromNanoTime, long toNanoTime) {
        long end = written;
        long first = firstNotBefore(fromNanoTime, end);
        long last = firstNotBefore(toNanoTime, end);
        if (last - first < 2) {
            throw new IllegalArgumentException("window has less than 2 sends: " + (last - first));
        }
        int packets = (int) (last - first);
        double spanNs = nanoTimes[place(last - 1)] - nanoTimes[place(first)];
        double meanNs = spanNs / (packets - 1);
        double squares = 0;
        double bytes = 0;
        int[] late = new int[packets];
        late[0] = lateNs[place(first)];
        for (int i = 1; i < packets; i++) {
            double gap = nanoTimes[place(first + i)] - nanoTimes[place(first + i - 1)];
            squares += (gap - meanNs) * (gap - meanNs);
            bytes += wireBytes[place(first + i)];
            late[i] = lateNs[place(first + i)];
        }
        refuseIfOverwritten(first);
        Arrays.sort(late);
        double deviationNs = Math.sqrt(squares / (packets - 1));
        return new Gaps(
                packets,
                bytes * 8e9 / spanNs,
                meanNs,
                deviationNs,
                deviationNs / meanNs,
                late[(int) (packets * 0.99)],
                late[packets - 1]);
    }

    private long firstNotBefore(long nanoTime, long end) {
        long low = Math.max(0, end - CAPACITY);
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (nanoTimes[place(middle)] - nanoTime < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void refuseIfOverwritten(long first) {
        long forgotten = written - CAPACITY;
        if (first <= forgotten) {
            throw new IllegalArgumentException("window is older than the last " + CAPACITY + " sends");
        }
    }

    private static int place(long number) {
        return (int) (number & (CAPACITY - 1));
    }
}
