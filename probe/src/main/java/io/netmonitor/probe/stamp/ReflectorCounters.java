// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a reflector did, counted by its thread and read by any. */
final class ReflectorCounters {
    private final AtomicLong answered = new AtomicLong();
    private final Map<Drop, AtomicLong> dropped = new EnumMap<>(Drop.class);

    ReflectorCounters() {
        for (Drop drop : Drop.values()) {
            dropped.put(drop, new AtomicLong());
        }
    }

    void drop(Drop reason) {
        AtomicLong count = dropped.get(reason);
        if (count != null) {
            count.incrementAndGet();
        }
    }

    void answer(int packets) {
        answered.addAndGet(packets);
    }

    long answered() {
        return answered.get();
    }

    Map<Drop, Long> drops() {
        Map<Drop, Long> copy = new EnumMap<>(Drop.class);
        dropped.forEach((drop, count) -> copy.put(drop, count.get()));
        return copy;
    }
}
