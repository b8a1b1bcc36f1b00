// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalOrderTest {
    @Test
    void allInOrderIsNoFault() {
        ArrivalOrder order = arrivals(4, 0, 1, 2, 3);

        assertThat(order.arrivedCount()).isEqualTo(4);
        assertThat(order.loss()).isZero();
        assertThat(order.longestLossRun()).isZero();
        assertThat(order.reordered()).isZero();
        assertThat(order.duplicated()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 10, 1.0",
        "0, 9, 0.9",
        "9, 9, 0.9",
        "5, 5, 0.9",
        "4, 5, 0.9",
        "0 1 4 5 6 9, 2, 0.4",
        "3 4 5 6 7 8 9, 3, 0.3",
        "0 1 2 3 4 5 6, 3, 0.3",
        "0 2 4 6 8, 1, 0.5"
    })
    void countsTheLongestRunOfLosses(String arrived, int run, double loss) {
        ArrivalOrder order = new ArrivalOrder(10);
        for (String number : arrived.isEmpty() ? new String[0] : arrived.split(" ", -1)) {
            order.arrived(Integer.parseInt(number));
        }

        assertThat(order.longestLossRun()).isEqualTo(run);
        assertThat(order.loss()).isEqualTo(loss);
    }

    @Test
    void aPacketThatComesAfterALaterOneIsReordered() {
        // 3 overtakes 1 and 2; 0 and 4 are in order (RFC 4737, Type-P-Reordered).
        assertThat(arrivals(5, 0, 3, 1, 2, 4).reordered()).isEqualTo(2);
        assertThat(arrivals(5, 4, 3, 2, 1, 0).reordered()).isEqualTo(4);
        assertThat(arrivals(5, 1, 0, 3, 2, 4).reordered()).isEqualTo(2);
    }

    @Test
    void aCopyIsADuplicateAndNeverReordered() {
        ArrivalOrder order = new ArrivalOrder(3);

        assertThat(order.arrived(2)).isTrue();
        assertThat(order.arrived(2)).isFalse();
        assertThat(order.arrived(1)).isTrue();
        assertThat(order.arrived(1)).isFalse();
        assertThat(order.arrived(1)).isFalse();

        assertThat(order.duplicated()).isEqualTo(3);
        assertThat(order.reordered()).isEqualTo(1);
        assertThat(order.arrivedCount()).isEqualTo(2);
    }

    @Test
    void ignoresNumbersThatWereNeverSent() {
        ArrivalOrder order = new ArrivalOrder(2);

        assertThat(order.arrived(-1)).isFalse();
        assertThat(order.arrived(2)).isFalse();
        assertThat(order.arrived(Integer.MAX_VALUE)).isFalse();

        assertThat(order.arrivedCount()).isZero();
        assertThat(order.reordered()).isZero();
        assertThat(order.duplicated()).isZero();
        assertThat(order.longestLossRun()).isEqualTo(2);
    }

    @Test
    void lossOfNothingIsUnknown() {
        ArrivalOrder order = new ArrivalOrder(0);

        assertThat(order.loss()).isNaN();
        assertThat(order.longestLossRun()).isZero();
    }

    @Test
    void refusesANegativeNumberOfPackets() {
        assertThatThrownBy(() -> new ArrivalOrder(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sent < 0: -1");
    }

    @Property
    void agreesWithANaiveModel(
            @ForAll @IntRange(max = 130) int sent,
            @ForAll @Size(max = 200) List<@IntRange(min = -2, max = 135) Integer> numbers) {
        ArrivalOrder order = new ArrivalOrder(sent);
        List<Integer> first = new ArrayList<>();
        int reordered = 0;
        int duplicated = 0;
        for (int number : numbers) {
            boolean isFirst = order.arrived(number);

            boolean expected = number >= 0 && number < sent && !first.contains(number);
            assertThat(isFirst).isEqualTo(expected);
            if (expected) {
                reordered += first.stream().anyMatch(earlier -> earlier > number) ? 1 : 0;
                first.add(number);
            } else if (first.contains(number)) {
                duplicated++;
            }
        }

        assertThat(order.arrivedCount()).isEqualTo(first.size());
        assertThat(order.reordered()).isEqualTo(reordered);
        assertThat(order.duplicated()).isEqualTo(duplicated);
        assertThat(order.longestLossRun()).isEqualTo(naiveLongestRun(sent, first));
        if (sent > 0) {
            assertThat(order.loss()).isEqualTo((sent - first.size()) / (double) sent);
        }
    }

    private static int naiveLongestRun(int sent, List<Integer> arrived) {
        int longest = 0;
        int run = 0;
        for (int number = 0; number < sent; number++) {
            run = arrived.contains(number) ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static ArrivalOrder arrivals(int sent, int... numbers) {
        ArrivalOrder order = new ArrivalOrder(sent);
        for (int number : numbers) {
            assertThat(order.arrived(number)).isTrue();
        }
        return order;
    }
}
