// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow();

    @Test
    void takesEachPacketOnce() {
        assertThat(window.accept(0, 100)).isTrue();
        assertThat(window.accept(0, 100)).isFalse();
        assertThat(window.accept(1, 200)).isTrue();
        assertThat(window.accept(0, 100)).isFalse();
    }

    @Test
    void takesWhatWasOvertaken() {
        assertThat(window.accept(1, 200)).isTrue();
        assertThat(window.accept(0, 100)).isTrue();
        assertThat(window.accept(0, 100)).isFalse();
    }

    @Test
    void takesANewSessionAndNothingOfTheOldOneAfterIt() {
        for (int i = 0; i < 10; i++) {
            assertThat(window.accept(i, 100 + i)).isTrue();
        }

        assertThat(window.accept(0, 500)).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(window.accept(i, 100 + i)).isFalse();
        }
        assertThat(window.accept(1, 501)).isTrue();
    }

    @Test
    void refusesWhatIsTooFarBehind() {
        window.accept(0, 1);
        window.accept(5_000, 5_001);

        assertThat(window.accept(3_976, 3_977)).isFalse();
        assertThat(window.accept(3_977, 3_978)).isTrue();
    }

    /** However packets of a few sessions are shuffled nearby, each is taken at most once, and in order always. */
    @Property
    void neverTakesTheSameTwice(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) {
        Random random = new Random(seed);
        ReplayWindow fresh = new ReplayWindow();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            order.add(i);
            if (random.nextInt(3) == 0) {
                order.add(random.nextInt(i + 1));
            }
        }
        for (int i = 1; i < order.size(); i++) {
            if (random.nextInt(4) == 0) {
                Collections.swap(order, i - 1, i);
            }
        }

        List<Integer> taken = new ArrayList<>();
        for (int sequence : order) {
            if (fresh.accept(sequence, 1_000 + sequence)) {
                taken.add(sequence);
            }
        }

        assertThat(taken).doesNotHaveDuplicates().hasSize(count);
    }
}
