// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotAllocationTest {
    private static final int HALF_MINUTE = 6;
    private static final int HOUR = 720;

    private final SlotCalendar calendar = new SlotCalendar();

    @ParameterizedTest
    @MethodSource("sizesOfMeshes")
    void aFullMeshTakesAsFewSlotsAsAreEnough(int nodes) {
        List<Path> mesh = mesh(names(nodes));

        Map<Path, Integer> placed = place(mesh, HOUR);

        assertThat(placed.keySet()).containsExactlyInAnyOrderElementsOf(mesh);
        assertThat(new HashSet<>(placed.values())).hasSize(nodes % 2 == 0 ? 2 * (nodes - 1) : 2 * nodes);
        meetsNowhere(placed, HOUR);
    }

    static IntStream sizesOfMeshes() {
        return IntStream.rangeClosed(2, 60);
    }

    /** Only an even number of nodes can all be busy at once. */
    @Test
    void inEverySlotOfAnEvenMeshEverybodyMeasures() {
        Map<Path, Integer> placed = place(mesh(names(8)), HOUR);

        assertThat(placed.values())
                .allSatisfy(slot ->
                        assertThat(Collections.frequency(placed.values(), slot)).isEqualTo(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 59})
    void aHubTakesASlotForEachOfItsPaths(int spokes) {
        List<Path> paths = names(spokes).stream()
                .flatMap(spoke -> Stream.of(path("hub", spoke), path(spoke, "hub")))
                .toList();

        Map<Path, Integer> placed = place(paths, HOUR);

        assertThat(placed.keySet()).containsExactlyInAnyOrderElementsOf(paths);
        assertThat(placed.values()).doesNotHaveDuplicates();
        meetsNowhere(placed, HOUR);
    }

    @Test
    void pairsThatShareNobodyShareTheirSlots() {
        List<Path> paths = IntStream.range(0, 20)
                .mapToObj(i -> path("a" + i, "b" + i))
                .flatMap(path -> Stream.of(path, path.reversed()))
                .toList();

        Map<Path, Integer> placed = place(paths, HOUR);

        assertThat(placed.keySet()).containsExactlyInAnyOrderElementsOf(paths);
        assertThat(new HashSet<>(placed.values())).hasSize(2);
        meetsNowhere(placed, HOUR);
    }

    @Test
    void leavesOutThePathsForWhichNoSlotIsFree() {
        List<Path> paths = mesh(names(5));

        Map<Path, Integer> placed = place(paths, HALF_MINUTE);

        assertThat(placed.keySet()).isSubsetOf(paths);
        assertThat(placed).as("two at a time in six slots").hasSize(12);
        meetsNowhere(placed, HALF_MINUTE);
    }

    @Test
    void anotherTaskFindsWhatTheFirstLeftFree() {
        Map<Path, Integer> hourly = place(mesh(names(10)), HOUR);
        Map<Path, Integer> quick = place(List.of(path("n0", "n1"), path("n1", "n0")), HALF_MINUTE);
        Occupancy occupancy = new Occupancy();

        hourly.forEach((path, slot) -> occupancy.add(path, slot, HOUR));
        quick.forEach((path, slot) -> occupancy.add(path, slot, HALF_MINUTE));

        assertThat(quick).hasSize(2);
    }

    @Test
    void aPathThatIsGivenTwiceIsPlacedOnce() {
        Path path = path("bj", "sh");

        assertThat(place(List.of(path, path), HALF_MINUTE)).hasSize(1);

        assertThat(IntStream.range(0, HALF_MINUTE).filter(slot -> calendar.isFree("bj", "sh", slot, HALF_MINUTE)))
                .hasSize(HALF_MINUTE - 1);
    }

    @Test
    void bothFamiliesOfAPairComeInTheSameOrderHoweverTheyAreGiven() {
        List<Path> paths =
                new ArrayList<>(List.of(path("bj", "sh"), new Path("bj", "sh", Family.IPV6), path("sh", "bj")));
        Map<Path, Integer> placed = place(paths, HALF_MINUTE);

        Map<Path, Integer> reversed =
                SlotAllocation.place(paths.reversed(), HALF_MINUTE, new SlotCalendar(), SlotAllocation.Wish.ANY);

        assertThat(reversed).isEqualTo(placed).hasSize(3);
    }

    @Test
    void takesTheFirstSlotThatSuits() {
        Map<Path, Integer> placed =
                SlotAllocation.place(List.of(path("bj", "sh")), HALF_MINUTE, calendar, (path, slot) -> slot >= 4);

        assertThat(placed).containsExactly(Map.entry(path("bj", "sh"), 4));
    }

    @Test
    void takesASlotThatDoesNotSuitWhenThereIsNoOther() {
        calendar.take("bj", "gz", 4, HALF_MINUTE);
        calendar.take("sh", "gz", 5, HALF_MINUTE);

        Map<Path, Integer> placed =
                SlotAllocation.place(List.of(path("bj", "sh")), HALF_MINUTE, calendar, (path, slot) -> slot >= 4);

        assertThat(placed).containsExactly(Map.entry(path("bj", "sh"), 0));
    }

    @Test
    void asksForEachPathOfItsOwn() {
        Path there = path("bj", "sh");
        Path back = path("sh", "bj");

        Map<Path, Integer> placed = SlotAllocation.place(
                List.of(there, back), HALF_MINUTE, calendar, (path, slot) -> slot == (path.equals(there) ? 3 : 1));

        assertThat(placed).isEqualTo(Map.of(there, 3, back, 1));
    }

    @Test
    void nothingComesOfNothing() {
        assertThat(place(List.of(), HOUR)).isEmpty();
    }

    private Map<Path, Integer> place(List<Path> paths, int period) {
        return SlotAllocation.place(paths, period, calendar, SlotAllocation.Wish.ANY);
    }

    private static void meetsNowhere(Map<Path, Integer> placed, int period) {
        Occupancy occupancy = new Occupancy();
        placed.forEach((path, slot) -> occupancy.add(path, slot, period));
    }

    private static List<String> names(int nodes) {
        return IntStream.range(0, nodes).mapToObj(i -> "n" + i).toList();
    }

    private static List<Path> mesh(List<String> names) {
        return names.stream()
                .flatMap(source -> names.stream()
                        .filter(destination -> !destination.equals(source))
                        .map(destination -> path(source, destination)))
                .toList();
    }

    private static Path path(String source, String destination) {
        return new Path(source, destination, Family.IPV4);
    }
}
