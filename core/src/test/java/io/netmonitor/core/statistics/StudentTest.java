// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTest {
    @Test
    void hasTheQuantilesOfTheTables() {
        assertThat(Student.t95(1)).isEqualTo(12.706);
        assertThat(Student.t95(4)).isEqualTo(2.776);
        assertThat(Student.t95(12)).isEqualTo(2.179);
    }

    @Test
    void goesInProportionBetweenThemAndStaysAtTheEnds() {
        assertThat(Student.t95(1.5)).isCloseTo((12.706 + 4.303) / 2, within(1e-9));
        assertThat(Student.t95(0)).isEqualTo(12.706);
        assertThat(Student.t95(1_000)).isEqualTo(2.179);
    }
}
