// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import io.netmonitor.core.path.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where nodes are in every slot of a whole cycle, written out one by one: what the calendar's arithmetic is held against. */
final class Occupancy {
    private final Map<String, BitSet> busy = new HashMap<>();

    /** Whether neither end is in a measurement in any repetition of a slot. */
    boolean isFree(Path path, int slot, int period) {
        for (String node : List.of(path.source(), path.destination())) {
            BitSet slots = busy.getOrDefault(node, new BitSet());
            for (int at = slot; at < Slots.CYCLE; at += period) {
                if (slots.get(at)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether some slot of a period is free to both ends. */
    boolean hasRoom(Path path, int period) {
        for (int slot = 0; slot < period; slot++) {
            if (isFree(path, slot, period)) {
                return true;
            }
        }
        return false;
    }

    /** Puts a measurement into each repetition of its slot; fails where one of its nodes is in another. */
    void add(Path path, int slot, int period) {
        for (String node : List.of(path.source(), path.destination())) {
            BitSet slots = busy.computeIfAbsent(node, absent -> new BitSet(Slots.CYCLE));
            for (int at = slot; at < Slots.CYCLE; at += period) {
                if (slots.get(at)) {
                    throw new AssertionError(node + " is in two measurements in slot " + at + ", one of them " + path);
                }
                slots.set(at);
            }
        }
    }
}
