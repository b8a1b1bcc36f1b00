// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotCalendarTest {
    private final SlotCalendar calendar = new SlotCalendar();

    @Test
    void everythingIsFreeAtFirst() {
        assertThat(free("bj", "sh", 6)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(free("bj", "sh", 17_280)).hasSize(17_280);
    }

    @Test
    void aSlotIsTakenForBothNodesAndNobodyElse() {
        calendar.take("bj", "sh", 2, 6);

        assertThat(free("bj", "gz", 6)).containsExactly(0, 1, 3, 4, 5);
        assertThat(free("gz", "bj", 6)).containsExactly(0, 1, 3, 4, 5);
        assertThat(free("gz", "sh", 6)).containsExactly(0, 1, 3, 4, 5);
        assertThat(free("gz", "hk", 6)).hasSize(6);
    }

    @Test
    void whatRepeatsOftenIsInEachRepetitionOfALongerPeriod() {
        calendar.take("bj", "sh", 1, 6);

        assertThat(free("bj", "sh", 12)).doesNotContain(1, 7).hasSize(10);
        assertThat(free("bj", "sh", 60))
                .doesNotContain(1, 7, 13, 19, 25, 31, 37, 43, 49, 55)
                .hasSize(50);
    }

    @Test
    void whatRepeatsSeldomBlocksTheSlotsOfShorterPeriodsThatMeetIt() {
        calendar.take("bj", "sh", 13, 60);

        assertThat(free("bj", "sh", 6)).containsExactly(0, 2, 3, 4, 5);
        assertThat(free("bj", "sh", 12)).doesNotContain(1).hasSize(11);
        assertThat(free("bj", "sh", 60)).doesNotContain(13).hasSize(59);
        assertThat(free("bj", "sh", 180)).doesNotContain(13, 73, 133).hasSize(177);
    }

    @Test
    void aSlotMayBeTakenTwice() {
        calendar.take("bj", "sh", 3, 6);
        calendar.take("sh", "bj", 3, 6);

        assertThat(free("bj", "sh", 6)).containsExactly(0, 1, 2, 4, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 7, period is not on the ladder: 7 slots",
        "0, 34560, period is not on the ladder: 34560 slots",
        "6, 6, slot outside 0 to 5: 6",
        "-1, 6, slot outside 0 to 5: -1"
    })
    void refusesWhatIsNoSlotOfAPeriodOfTheLadder(int slot, int period, String message) {
        assertThatThrownBy(() -> calendar.isFree("bj", "sh", slot, period))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> calendar.take("bj", "sh", slot, period))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(free("bj", "sh", 6)).hasSize(6);
    }

    @Property(tries = 100)
    void agreesWithACycleThatIsWrittenOutSlotBySlot(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> sizes = Slots.sizes();
        SlotCalendar arithmetic = new SlotCalendar();
        Occupancy written = new Occupancy();

        for (int i = 0; i < 60; i++) {
            int one = random.nextInt(4);
            Path path = new Path("n" + one, "n" + (one + 1 + random.nextInt(3)) % 4, Family.IPV4);
            int period = sizes.get(random.nextInt(sizes.size()));
            int slot = random.nextInt(period);
            boolean free = written.isFree(path, slot, period);

            assertThat(arithmetic.isFree(path.source(), path.destination(), slot, period))
                    .isEqualTo(free);
            if (free) {
                arithmetic.take(path.source(), path.destination(), slot, period);
                written.add(path, slot, period);
            }
        }
    }

    private List<Integer> free(String one, String other, int period) {
        return IntStream.range(0, period)
                .filter(slot -> calendar.isFree(one, other, slot, period))
                .boxed()
                .toList();
    }
}
