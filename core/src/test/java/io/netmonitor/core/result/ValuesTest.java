// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static final Values VALUES = Values.builder()
            .put("sent", 20)
            .put("forward.loss", 0.05)
            .put("stamps", "kernel")
            .put("clock.synchronized", true)
            .put("clock.stepped", false)
            .build();

    @Test
    void withAddsAFieldOrPutsAnotherValueInItsPlace() {
        Values values = Values.builder().put("sent", 20).put("stamps", "kernel").build();

        Values more = values.with("clock.controllerOffsetNs", -7).with("sent", 10);

        assertThat(more.byField())
                .containsExactly(entry("sent", 10L), entry("stamps", "kernel"), entry("clock.controllerOffsetNs", -7L));
        assertThat(values.byField()).containsOnlyKeys("sent", "stamps");
    }

    @Test
    void givesEachValueByItsType() {
        assertThat(VALUES.whole("sent")).hasValue(20);
        assertThat(VALUES.number("sent")).hasValue(20);
        assertThat(VALUES.number("forward.loss")).hasValue(0.05);
        assertThat(VALUES.text("stamps")).hasValue("kernel");
        assertThat(VALUES.flag("clock.synchronized")).isTrue();
        assertThat(VALUES.flag("clock.stepped")).isFalse();
    }

    @Test
    void hasNothingUnderAnotherNameOrType() {
        assertThat(VALUES.whole("forward.loss")).isEmpty();
        assertThat(VALUES.whole("arrived")).isEmpty();
        assertThat(VALUES.number("stamps")).isEmpty();
        assertThat(VALUES.text("sent")).isEmpty();
        assertThat(VALUES.flag("sent")).isFalse();
        assertThat(VALUES.flag("nothing")).isFalse();
        assertThat(Values.NONE.byField()).isEmpty();
    }

    @Test
    void keepsTheOrderInWhichTheProbeGaveThem() {
        assertThat(VALUES.byField().keySet())
                .containsExactly("sent", "forward.loss", "stamps", "clock.synchronized", "clock.stepped");
    }

    @Test
    void leavesOutWhatIsUnknown() {
        Values values = Values.builder()
                .put("nan", Double.NaN)
                .put("infinite", Double.NEGATIVE_INFINITY)
                .put("noText", (String) null)
                .put("zero", 0.0)
                .build();

        assertThat(values.byField()).containsOnlyKeys("zero");
    }

    @Test
    void doesNotChangeWithTheMapItWasMadeFrom() {
        Map<String, Object> map = new HashMap<>(Map.of("sent", 1L));

        Values values = new Values(map);
        map.put("sent", 2L);

        assertThat(values.whole("sent")).hasValue(1);
        assertThatThrownBy(() -> values.byField().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void areEqualInAnyOrder() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("a", 1L);
        one.put("b", "x");
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("b", "x");
        other.put("a", 1L);

        assertThat(new Values(one)).isEqualTo(new Values(other)).hasSameHashCodeAs(new Values(other));
    }

    @Test
    void refusesOtherTypesAndNumbersThatAreNotFinite() {
        for (Object value : List.of(1, 1f, 'c', new BigDecimal("1"), List.of(), Map.of(), Double.NaN)) {
            assertThatThrownBy(() -> new Values(Map.of("field", value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("field is not a whole or finite number, word or flag: " + value + " ("
                            + value.getClass() + ")");
        }
    }
}
