// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.benchmarks.CannotRunException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WishTest {
    private static final List<Part> PARTS = List.of(new ChurnPart(), new StormPart(), new ReachPart());

    @Test
    void runsAllPartsUnlessSomeAreNamed() throws Exception {
        assertThat(Wish.read(List.of(), PARTS).parts()).isEqualTo(PARTS);
        assertThat(Wish.read(List.of("reach", "churn"), PARTS).parts())
                .extracting(Part::name)
                .containsExactly("reach", "churn");
    }

    @Test
    void readsLengthSeedAndRuns() throws Exception {
        Wish wish = Wish.read(List.of("--for", "60s", "--seed", "3", "--runs", "7"), PARTS);

        assertThat(wish.lengthOr(Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
        assertThat(wish.seed()).isEqualTo(3);
        assertThat(wish.runs()).isEqualTo(7);
        assertThat(Wish.read(List.of(), PARTS).lengthOr(Duration.ofMinutes(9))).isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void saysWhatIsWrong() {
        refuses(List.of("rain"), "bench plan has no part rain; it has churn, storm, reach");
        refuses(List.of("--seed"), "--seed has no value behind it");
        refuses(List.of("--runs", "many"), "--runs is not a whole number: many");
        refuses(List.of("--runs", "0"), "--runs is outside 1 to 1000: 0");
        refuses(List.of("--for", "10s"), "--for is shorter than 30s: 10s");
        refuses(
                List.of("--for", "ages"),
                "--for: not a duration such as 20ms, 2s or 5m (units: ns, us, ms, s, m, h, d): ages");
    }

    private static void refuses(List<String> arguments, String message) {
        assertThatThrownBy(() -> Wish.read(arguments, PARTS))
                .isInstanceOf(CannotRunException.class)
                .hasMessage(message);
    }
}
