// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {
    @Test
    void readsFieldsInOrderWithBlanksAndEscapes() {
        FormFields form = parse("a=1&b=x+y%20z%2B%26%3D&a=&c&a=2=3&%61=4&&=5");

        assertThat(form.values())
                .isEqualTo(Map.of(
                        "a",
                        List.of("1", "", "2=3", "4"),
                        "b",
                        List.of("x y z+&="),
                        "c",
                        List.of(""),
                        "",
                        List.of("5")));
    }

    @Test
    void readsChineseEscapedAndRaw() {
        assertThat(parse("n=%E5%B8%A6&n=带&n=%e5%b8%a6").all("n")).containsExactly("带", "带", "带");
    }

    @Test
    void hasNoFieldsInNothing() {
        assertThat(parse("").values()).isEmpty();
        assertThat(parse("&&&").values()).isEmpty();
    }

    @Test
    void givesAbsentFieldsEmptyAndTellsThoseGivenTwice() {
        List<Fault> faults = new ArrayList<>();

        assertThat(parse("a=1").one("b", faults)).isEmpty();
        assertThat(faults).isEmpty();

        assertThat(parse("a=1&a=2").one("a", faults)).isEqualTo("1");
        assertThat(faults).containsExactly(new Fault("a", "is given 2 times"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n=%", "n=%5", "n=%zz", "n=%+5", "n=a%E", "n=%０１"})
    void refusesBrokenEscapes(String form) {
        assertThatThrownBy(() -> parse(form))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("n: has a % without two hexadecimal digits behind it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n=%FF", "n=%E5%B8", "n=%C0%80", "n=%ED%A0%80", "n=%F5%80%80%80"})
    void refusesWhatIsNoUtf8(String form) {
        assertThatThrownBy(() -> parse(form))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("n: is not in UTF-8");
    }

    private static FormFields parse(String form) {
        return FormFields.parse(form.getBytes(StandardCharsets.UTF_8));
    }
}
