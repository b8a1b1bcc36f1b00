// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

/**
 * How many packets and how fast.
 *
 * @param count 1 to 1000, the most that one measurement has
 * @param intervalUs µs from one to the next, 100 or more
 */
record Pace(int count, int intervalUs) {
    static final Pace TEN_MS = new Pace(300, 10_000);
    static final Pace ONE_MS = new Pace(1_000, 1_000);

    /** What ping and irtt are told, so that all have the same size on the wire. */
    static final int PAYLOAD_BYTES = 72;

    long spanNs() {
        return (count - 1L) * intervalUs * 1_000;
    }

    @Override
    public String toString() {
        return intervalUs % 1_000 == 0 ? intervalUs / 1_000 + " ms" : intervalUs + " us";
    }
}
