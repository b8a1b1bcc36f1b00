// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.task.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tasks of any shape, one after the other into one calendar. */
class SlotAllocationPropertyTest {
    private static final int NODES = 60;

    /**
     * What a task asks of the calendar.
     *
     * @param paths each once, in any order
     * @param period in slots
     */
    record Wanted(List<Path> paths, int period) {}

    @Property(tries = 60)
    void noNodeIsEverInTwoMeasurementsAndNoFreeSlotIsLeftToAPathWithoutOne(@ForAll("sequences") List<Wanted> sequence) {
        SlotCalendar calendar = new SlotCalendar();
        Occupancy occupancy = new Occupancy();

        for (Wanted wanted : sequence) {
            Map<Path, Integer> placed = place(wanted.paths(), wanted.period(), calendar);

            assertThat(placed.values()).allMatch(slot -> slot >= 0 && slot < wanted.period());
            placed.forEach((path, slot) -> occupancy.add(path, slot, wanted.period()));
            List<Path> left = new ArrayList<>(wanted.paths());
            left.removeAll(placed.keySet());
            assertThat(left).hasSize(wanted.paths().size() - placed.size());
            assertThat(left).noneMatch(path -> occupancy.hasRoom(path, wanted.period()));
        }
    }

    @Property(tries = 60)
    void theOrderInWhichPathsAreGivenDoesNotMatter(@ForAll("sequences") List<Wanted> sequence, @ForAll Random random) {
        SlotCalendar calendar = new SlotCalendar();
        SlotCalendar another = new SlotCalendar();

        for (Wanted wanted : sequence) {
            List<Path> shuffled = new ArrayList<>(wanted.paths());
            Collections.shuffle(shuffled, random);

            assertThat(place(shuffled, wanted.period(), another).sequencedEntrySet())
                    .containsExactlyElementsOf(
                            place(wanted.paths(), wanted.period(), calendar).sequencedEntrySet());
        }
    }

    @Property(tries = 60)
    void aSlotThatDoesNotSuitIsTakenOnlyWhereNoneSuits(@ForAll("sequences") List<Wanted> sequence, @ForAll long seed) {
        SlotCalendar calendar = new SlotCalendar();
        Occupancy occupancy = new Occupancy();
        SlotAllocation.Wish wish = (path, slot) -> new SplittableRandom(seed + slot + path.hashCode()).nextInt(4) == 0;

        for (Wanted wanted : sequence) {
            int period = wanted.period();
            SlotAllocation.place(wanted.paths(), period, calendar, wish).forEach((path, slot) -> {
                if (!wish.suits(path, slot)) {
                    // They are told in the order in which they were placed, so all before it are in their slots.
                    assertThat(IntStream.range(0, period))
                            .noneMatch(other -> wish.suits(path, other) && occupancy.isFree(path, other, period));
                }
                occupancy.add(path, slot, period);
            });
        }
    }

    @Provide
    Arbitrary<List<Wanted>> sequences() {
        Arbitrary<Set<Integer>> members =
                Arbitraries.integers().between(0, NODES - 1).set().ofMinSize(2).ofMaxSize(NODES);
        Arbitrary<Integer> periods = Arbitraries.of(Slots.sizes());
        return Combinators.combine(members, Arbitraries.of(Topology.class), periods, Arbitraries.longs())
                .as((who, topology, period, seed) -> wanted(List.copyOf(who), topology, period, seed))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Wanted wanted(List<Integer> members, Topology topology, int period, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Path> paths = new LinkedHashSet<>();
        for (int one : members) {
            for (int other : members) {
                boolean wanted = switch (topology) {
                    case MESH -> true;
                    case HUB -> one == members.getFirst() || other == members.getFirst();
                    case PAIRS -> random.nextInt(8) == 0;
                };
                if (one != other && wanted) {
                    paths.add(new Path("n" + one, "n" + other, Family.IPV4));
                }
            }
        }
        return new Wanted(List.copyOf(paths), period);
    }

    private static java.util.SequencedMap<Path, Integer> place(List<Path> paths, int period, SlotCalendar calendar) {
        return SlotAllocation.place(paths, period, calendar, SlotAllocation.Wish.ANY);
    }
}
