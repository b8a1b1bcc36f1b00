// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import io.netmonitor.core.time.Durations;
import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How time is cut for measurements that need a node for themselves: slots of five seconds, aligned to the epoch, and a ladder
 * of periods each of which divides the next. Two measurements of periods p ≤ q and slots a, b meet exactly when a ≡ b modulo p, so
 * that whoever does not meet within one period never does.
 *
 * <pre>
 * slot     0     1     2     3     4     5     0     1  …      a period of 30 s
 *       |bj→sh|sh→bj|bj→gz|     |     |     |bj→sh|sh→bj| …
 * </pre>
 */
public final class Slots {
    /** Length of a slot, nanoseconds. */
    public static final long LENGTH_NS = 5_000_000_000L;

    private static final List<String> LADDER = List.of("30s", "1m", "5m", "15m", "30m", "1h", "2h", "6h", "12h", "1d");
    private static final List<Integer> SIZES = LADDER.stream()
            .map(period -> (int) (Durations.parseNs(period) / LENGTH_NS))
            .toList();

    /** Slots in the longest period, after which everything repeats. */
    public static final int CYCLE = SIZES.getLast();

    private static final List<int[]> ORDERS = SIZES.stream().map(Slots::order).toList();

    private Slots() {}

    /** Whether a period is on the ladder. */
    public static boolean isPeriod(long periodNs) {
        return LADDER.stream().anyMatch(period -> Durations.parseNs(period) == periodNs);
    }

    /** The ladder for people. */
    public static String periods() {
        return String.join(", ", LADDER);
    }

    /** The ladder in slots, shortest first. */
    public static List<Integer> sizes() {
        return SIZES;
    }

    /**
     * Slots in a period.
     *
     * @param periodNs on the ladder, nanoseconds
     */
    public static int in(long periodNs) {
        if (!isPeriod(periodNs)) {
            throw new IllegalArgumentException("period is not on the ladder: " + periodNs + " ns");
        }
        return (int) (periodNs / LENGTH_NS);
    }

    /** Which rung of the ladder a period of so many slots is, from 0. */
    static int rung(int slots) {
        int rung = SIZES.indexOf(slots);
        if (rung < 0) {
            throw new IllegalArgumentException("period is not on the ladder: " + slots + " slots");
        }
        return rung;
    }

    /** A period of so many slots for people. */
    public static String period(int slots) {
        return Durations.format(slots * LENGTH_NS);
    }

    /** Number of the slot that an instant lies in, counted from the epoch. */
    public static long at(Instant instant) {
        return Math.floorDiv(EpochNanos.of(instant), LENGTH_NS);
    }

    /** When a slot begins. */
    public static Instant startOf(long slot) {
        return EpochNanos.toInstant(Math.multiplyExact(slot, LENGTH_NS));
    }

    /** The first slot that begins at or after an instant. */
    public static long firstFrom(Instant instant) {
        return Math.ceilDiv(EpochNanos.of(instant), LENGTH_NS);
    }

    /**
     * The slots of a period in the order in which they are given away: those first that are the same slot of the shortest
     * period, among them those that are the same slot of the next, and so on. What repeats seldom is thereby spread over its period
     * and leaves whole slots of the shorter periods free.
     *
     * @param slots of a period on the ladder
     */
    static int[] preferred(int slots) {
        return ORDERS.get(rung(slots));
    }

    private static int[] order(int slots) {
        Comparator<Integer> order = Comparator.comparingInt(slot -> slot % SIZES.getFirst());
        for (int size : SIZES) {
            if (size <= slots) {
                order = order.thenComparingInt(slot -> slot % size);
            }
        }
        Integer[] all = IntStream.range(0, slots).boxed().toArray(Integer[]::new);
        Arrays.sort(all, order);
        return Arrays.stream(all).mapToInt(Integer::intValue).toArray();
    }
}
