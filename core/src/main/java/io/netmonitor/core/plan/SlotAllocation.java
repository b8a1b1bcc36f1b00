// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import io.netmonitor.core.path.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * Gives paths their slots. Paths come in the order of an edge colouring of the full mesh by the circle method (each colour a
 * perfect matching; Lucas, Récréations mathématiques II, 1883), and each takes the first slot that both its ends have free. In
 * an empty calendar the paths of one colour thereby share a slot: an ordered full mesh of n takes 2(n − 1) slots for even n and
 * 2n for odd n, and no fewer are possible.
 */
public final class SlotAllocation {
    private SlotAllocation() {}

    /**
     * Places paths, and takes their slots in the calendar.
     *
     * @param period in slots, on the ladder
     * @param wished is asked in the order of preference; a slot that it declines is taken only when there is no other
     * @return slot by path; a path for which none is free is absent
     */
    public static SequencedMap<Path, Integer> place(
            Collection<Path> paths, int period, SlotCalendar calendar, Wish wished) {
        SequencedMap<Path, Integer> placed = new LinkedHashMap<>();
        for (Path path : inColours(paths)) {
            OptionalInt slot = first(path, period, calendar, wished);
            slot.ifPresent(free -> {
                calendar.take(path.source(), path.destination(), free, period);
                placed.put(path, free);
            });
        }
        return placed;
    }

    private static OptionalInt first(Path path, int period, SlotCalendar calendar, Wish wished) {
        OptionalInt declined = OptionalInt.empty();
        for (int slot : Slots.preferred(period)) {
            if (calendar.isFree(path.source(), path.destination(), slot, period)) {
                if (wished.suits(path, slot)) {
                    return OptionalInt.of(slot);
                }
                if (declined.isEmpty()) {
                    declined = OptionalInt.of(slot);
                }
            }
        }
        return declined;
    }

    /** Whether a free slot suits a path. */
    @FunctionalInterface
    public interface Wish {
        /** Every slot suits. */
        Wish ANY = (path, slot) -> true;

        boolean suits(Path path, int slot);
    }

    private static List<Path> inColours(Collection<Path> paths) {
        List<String> names = paths.stream()
                .flatMap(path -> List.of(path.source(), path.destination()).stream())
                .distinct()
                .sorted()
                .toList();
        // An odd round has one seat more, whose partner rests.
        int circle = names.size() + names.size() % 2 - 1;
        return paths.stream()
                .distinct()
                .sorted(Comparator.comparingInt((Path path) -> colour(path, names, circle))
                        .thenComparing(Path::source)
                        .thenComparing(Path::destination)
                        .thenComparing(Path::family))
                .toList();
    }

    /** Seat {@code circle} stays in the middle; the others sit around it. */
    private static int colour(Path path, List<String> seats, int circle) {
        int source = Collections.binarySearch(seats, path.source());
        int destination = Collections.binarySearch(seats, path.destination());
        int low = Math.min(source, destination);
        int high = Math.max(source, destination);
        int pair = high == circle ? 2 * low % circle : (low + high) % circle;
        return 2 * pair + (source < destination ? 0 : 1);
    }
}
