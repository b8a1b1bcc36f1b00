// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On a heap that leaves ten megabytes at each collection, watched from an instant far from 0. */
final class HeapWatchTest {
    private static final long START_NS = Long.MAX_VALUE - 1_000;
    private static final long MEGABYTE = 1L << 20;

    private long heapBytes = 12 * MEGABYTE;
    private int collections;

    private final HeapWatch watch = new HeapWatch(
            () -> heapBytes,
            () -> {
                collections++;
                heapBytes = 10 * MEGABYTE;
            },
            START_NS);

    @Test
    void leavesAHeapAloneThatHasNotGrown() {
        heapBytes = 14 * MEGABYTE;

        look(3600);

        assertThat(collections).isZero();
    }

    @Test
    void collectsWhatHasGrownBeyondWhatWasLeft() {
        heapBytes = 15 * MEGABYTE;
        look(60);
        heapBytes = 13 * MEGABYTE;
        look(120);

        assertThat(collections).isEqualTo(2);
        assertThat(heapBytes).isEqualTo(10 * MEGABYTE);
    }

    @Test
    void collectsOnceAMinuteAtMost() {
        heapBytes = 40 * MEGABYTE;
        look(59);
        assertThat(collections).isZero();

        look(60);
        heapBytes = 40 * MEGABYTE;
        look(119);

        assertThat(collections).isOne();
    }

    private void look(int afterSeconds) {
        watch.look(START_NS + Duration.ofSeconds(afterSeconds).toNanos());
    }
}
