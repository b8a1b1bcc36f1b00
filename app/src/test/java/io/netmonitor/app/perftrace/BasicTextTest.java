// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.perftrace.BasicRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BasicTextTest {
    /** The prototype's own, byte for byte. */
    private static final String EXAMPLE = """
            Two way delay:
                min/aver/max = 0.095/0.147/0.388 ms
            One way delay:
                Source->Dest: min/aver/max = 0.068/0.087/0.179 ms
                Dest->Source: min/aver/max = 0.022/0.060/0.209 ms
            ===============================================
            Two way jitter:
                0.180 ms
            One way jitter:
                Source->Dest: 0.062 ms
                Dest->Source: 0.121 ms
            ===============================================
            Two way packet loss rate:
                0.00%
            One way packet loss rate:
                Source->Dest: 0.00%
                Dest->Source: 0.00%
            ===============================================
            """;

    private static String text(BasicRun run) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        BasicText.print(BasicFigures.of(run), out);
        out.flush();
        return text.toString();
    }

    @Test
    void printsWhatThePrototypePrints() {
        assertThat(text(Samples.EXAMPLE)).isEqualTo(EXAMPLE);
    }

    @Test
    void printsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(text(Samples.EXAMPLE)).isEqualTo(EXAMPLE);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void printsNegativeDelaysWithTheirSign() {
        BasicRun run = Samples.run(2, 2, new long[] {-4_812_300, -4_812_100}, new long[] {4_912_300, 4_913_100});

        assertThat(text(run))
                .contains("    Source->Dest: min/aver/max = -4.812/-4.812/-4.812 ms\n")
                .contains("    Dest->Source: min/aver/max = 4.912/4.913/4.913 ms\n")
                .contains("    min/aver/max = 0.100/0.101/0.101 ms\n");
    }

    @Test
    void saysThatAllIsLostInPlaceOfTheDelays() {
        assertThat(text(Samples.LOST)).isEqualTo("""
                All probe packets are lost
                ===============================================
                Two way jitter:
                    0.000 ms
                One way jitter:
                    Source->Dest: 0.000 ms
                    Dest->Source: 0.000 ms
                ===============================================
                Two way packet loss rate:
                    100.00%
                One way packet loss rate:
                    Source->Dest: 50.00%
                    Dest->Source: 100.00%
                ===============================================
                """);
    }

    @Test
    void tellsLossOfEachWay() {
        BasicRun run = Samples.run(3, 2, new long[] {1_000}, new long[] {1_000});

        assertThat(text(run)).endsWith("""
                Two way packet loss rate:
                    66.67%
                One way packet loss rate:
                    Source->Dest: 33.33%
                    Dest->Source: 50.00%
                ===============================================
                """);
    }
}
