// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a server did. Safe for use by many threads. */
final class ServerCounters {
    private final AtomicLong basic = new AtomicLong();
    private final AtomicLong bandwidth = new AtomicLong();
    private final AtomicLong replies = new AtomicLong();
    private final Map<Drop, AtomicLong> drops = new EnumMap<>(Drop.class);

    ServerCounters() {
        for (Drop drop : Drop.values()) {
            drops.put(drop, new AtomicLong());
        }
    }

    void servedBasic() {
        basic.incrementAndGet();
    }

    void servedBandwidth() {
        bandwidth.incrementAndGet();
    }

    void replied(int packets) {
        replies.addAndGet(packets);
    }

    void drop(Drop reason) {
        AtomicLong count = drops.get(reason);
        if (count != null) {
            count.incrementAndGet();
        }
    }

    long drops(Drop reason) {
        AtomicLong count = drops.get(reason);
        return count == null ? 0 : count.get();
    }

    /** For people; names what was dropped, not what was never. */
    String words() {
        StringBuilder words = new StringBuilder(
                "served " + basic + " basic and " + bandwidth + " bandwidth measurements, " + replies + " replies");
        drops.forEach((drop, count) -> {
            if (count.get() > 0) {
                words.append(", ").append(drop.label()).append(' ').append(count);
            }
        });
        return words.toString();
    }
}
