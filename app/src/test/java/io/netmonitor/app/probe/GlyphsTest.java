// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GlyphsTest {
    @Test
    void drawsBarsToAnEighthOfASign() {
        assertThat(Glyphs.UNICODE.bar(1, 4)).isEqualTo("████");
        assertThat(Glyphs.UNICODE.bar(0.5, 4)).isEqualTo("██");
        assertThat(Glyphs.UNICODE.bar(0.6, 4)).isEqualTo("██▍");
        assertThat(Glyphs.UNICODE.bar(1e-9, 4)).isEqualTo("▏");
    }

    @Test
    void drawsBarsOfHashesWithoutUnicode() {
        assertThat(Glyphs.ASCII.bar(1, 4)).isEqualTo("####");
        assertThat(Glyphs.ASCII.bar(1e-9, 4)).isEqualTo("#");
        assertThat(Glyphs.ASCII.of("1 µs ± 2 – 3")).isEqualTo("1 us +- 2 - 3");
    }

    @Test
    void choosesByTheEncoding() {
        assertThat(Terminals.glyphs(StandardCharsets.UTF_8)).isEqualTo(Glyphs.UNICODE);
        assertThat(Terminals.glyphs(StandardCharsets.US_ASCII)).isEqualTo(Glyphs.ASCII);
        assertThat(Terminals.glyphs(StandardCharsets.ISO_8859_1)).isEqualTo(Glyphs.ASCII);
    }

    @Test
    void drawsBarsToTheLeftInHalves() {
        assertThat(Glyphs.UNICODE.leftBar(0.5, 4)).isEqualTo("██");
        assertThat(Glyphs.UNICODE.leftBar(0.6, 4)).isEqualTo("▐██");
        assertThat(Glyphs.UNICODE.leftBar(0.001, 4)).isEqualTo("▐");
        assertThat(Glyphs.ASCII.leftBar(0.6, 4)).isEqualTo("###");
        assertThat(Glyphs.ASCII.of("│")).isEqualTo("|");
    }
}
