// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.benchmarks.CannotRunException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WishTest {
    private static final List<Part> PARTS = List.of(new RandomPart(), new LimiterPart(), new FastPart());

    @Test
    void runsAllPartsUnlessSomeAreNamed() throws Exception {
        assertThat(Wish.read(List.of(), PARTS).parts()).isEqualTo(PARTS);
        assertThat(Wish.read(List.of("fast", "random"), PARTS).parts())
                .extracting(Part::name)
                .containsExactly("fast", "random");
    }

    @Test
    void readsNumbersAndFolder() throws Exception {
        Wish wish = Wish.read(List.of("--tests", "7", "--seed", "3", "--out", "figures"), PARTS);

        assertThat(wish.tests()).isEqualTo(7);
        assertThat(wish.seed()).isEqualTo(3);
        assertThat(wish.folder()).isEqualTo(Path.of("figures"));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Wish.read(List.of("slow"), PARTS))
                .isInstanceOf(CannotRunException.class)
                .hasMessageContaining("slow")
                .hasMessageContaining("random, limiter, fast");
        assertThatThrownBy(() -> Wish.read(List.of("--tests", "0"), PARTS)).hasMessageContaining("1 to 1000: 0");
        assertThatThrownBy(() -> Wish.read(List.of("--seed", "x"), PARTS)).hasMessageContaining("whole number: x");
        assertThatThrownBy(() -> Wish.read(List.of("--out"), PARTS)).hasMessageContaining("no value");
    }
}
