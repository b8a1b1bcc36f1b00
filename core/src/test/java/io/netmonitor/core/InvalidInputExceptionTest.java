// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {
    @Test
    void namesEveryFaultInItsMessage() {
        List<Fault> faults = new ArrayList<>(List.of(new Fault("name", "is missing"), new Fault("a.b", "is 7")));

        InvalidInputException refusal = new InvalidInputException(faults);
        faults.clear();

        assertThat(refusal).hasMessage("name: is missing; a.b: is 7");
        assertThat(refusal.faults()).hasSize(2);
    }

    @Test
    void isThrownOnlyWhenThereAreFaults() {
        assertThatCode(() -> InvalidInputException.throwIfAny(List.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> InvalidInputException.throwIfAny(List.of(new Fault("x", "is odd"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x: is odd");
    }

    @Test
    void healthSaysWhetherAndWhat() {
        assertThat(Health.up("12 results a second")).isEqualTo(new Health(true, "12 results a second"));
        assertThat(Health.down("disk full").up()).isFalse();
    }
}
