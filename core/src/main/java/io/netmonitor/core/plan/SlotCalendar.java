// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which slots of which node are taken. For each node and each period of the ladder it holds the slots in which the node is busy in
 * any of the period's repetitions, so that asking looks at two bits. Not thread-safe.
 */
public final class SlotCalendar {
    private final Map<String, List<BitSet>> busy = new HashMap<>();

    /**
     * Whether neither of two nodes is busy in a slot, at any of its repetitions.
     *
     * @param slot 0 to period − 1
     * @param period in slots, on the ladder
     */
    public boolean isFree(String one, String other, int slot, int period) {
        int rung = rung(slot, period);
        return !isBusy(one, slot, rung) && !isBusy(other, slot, rung);
    }

    /** A slot outside its period would be another node's business without anybody's noticing. */
    private static int rung(int slot, int period) {
        if (slot < 0 || slot >= period) {
            throw new IllegalArgumentException("slot outside 0 to " + (period - 1) + ": " + slot);
        }
        return Slots.rung(period);
    }

    private boolean isBusy(String node, int slot, int rung) {
        List<BitSet> sets = busy.get(node);
        return sets != null && sets.get(rung).get(slot);
    }

    /**
     * Takes a slot for two nodes, in all its repetitions. May be taken twice.
     *
     * @param slot 0 to period − 1
     * @param period in slots, on the ladder
     */
    public void take(String one, String other, int slot, int period) {
        int _ = rung(slot, period);
        take(one, slot, period);
        take(other, slot, period);
    }

    private void take(String node, int slot, int period) {
        List<BitSet> sets = busy.computeIfAbsent(
                node, absent -> Slots.sizes().stream().map(BitSet::new).toList());
        for (int rung = 0; rung < sets.size(); rung++) {
            int size = Slots.sizes().get(rung);
            BitSet set = sets.get(rung);
            if (size <= period) {
                set.set(slot % size);
            } else {
                for (int repeated = slot; repeated < size; repeated += period) {
                    set.set(repeated);
                }
            }
        }
    }
}
