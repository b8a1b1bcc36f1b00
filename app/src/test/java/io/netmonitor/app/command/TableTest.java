// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    private static String print(Table table, int columns) {
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out), columns);
        return out.toString();
    }

    @Test
    void alignsCharactersThatAreTwiceAsWide() {
        Table table = new Table("TASK", "KIND");
        table.row("广域网", "basic");
        table.row("wan", "basic");

        assertThat(print(table, 80)).isEqualTo("TASK    KIND\n广域网  basic\nwan     basic\n");
    }

    @Test
    void cutsTheWidestCellsToFit() {
        Table table = new Table("NODE", "LABELS", "STATE");
        table.row("a-long-node-name", "region=华北华北,role=edge", "online");

        assertThat(print(table, 34)).isEqualTo("""
                NODE          LABELS        STATE
                a-long-node…  region=华北…  online
                """);
    }

    @Test
    void keepsWhatSteersATerminalOffTheScreen() {
        Table table = new Table("TITLE");
        table.row("a\u001b[2Jb\nc\u202Ed");

        assertThat(print(table, 80)).isEqualTo("TITLE\na\uFFFD[2Jb\uFFFDc\uFFFDd\n");
    }
}
