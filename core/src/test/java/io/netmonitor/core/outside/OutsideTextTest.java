// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.outside;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OutsideTextTest {
    @Test
    void standsInForWhatSteersATerminalOrTheEye() {
        assertThat(OutsideText.printable("a\u001b[31m\nb\u202ec\ud800")).isEqualTo("a\uFFFD[31m\uFFFDb\uFFFDc\uFFFD");
    }

    @Test
    void leavesWhatPeopleWrite() {
        String written = "广域网 – Zürich 👩\u200d🔬 \u0646\u0645";

        assertThat(OutsideText.printable(written)).isSameAs(written);
    }

    @Test
    void isBriefByCharactersNotByTheirHalves() {
        assertThat(OutsideText.brief("京".repeat(200))).isEqualTo("京".repeat(200));
        assertThat(OutsideText.brief("京".repeat(201))).isEqualTo("京".repeat(200) + "…");
        assertThat(OutsideText.brief("😀😀😀", 2)).isEqualTo("😀😀…");
    }

    @Property
    void whateverComesIsOneLine(@ForAll String text) {
        String shown = OutsideText.printable(text);

        assertThat(shown.codePoints()).allMatch(OutsideText::isPrintable);
        assertThat(shown.lines().count()).isLessThanOrEqualTo(1);
        assertThat(shown.codePointCount(0, shown.length())).isEqualTo(text.codePointCount(0, text.length()));
    }
}
