// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final MeshGrid EMPTY = MeshGrid.empty(List.of("a", "b"), MeshCell.RATE);
    private static final MeshGrid FULL = new MeshGrid(
            MeshCell.RATE,
            List.of("a", "b"),
            Map.of(new MeshGrid.Path("a", "b"), "1 ms", new MeshGrid.Path("b", "a"), "2 ms"));

    private final StringWriter out = new StringWriter();
    private final AtomicLong nanoTime = new AtomicLong();

    @Test
    void drawsOverTheLastGridOnATerminal() {
        Screen screen = screen(true);

        screen.draw("first", List.of(EMPTY));
        screen.draw("second", List.of(FULL));

        assertThat(out.toString()).startsWith("first").contains("\u001b[5F\u001b[Jsecond");
    }

    @Test
    void tellsWhenOneOfTwoGridsIsFull() {
        Screen screen = screen(false);

        screen.draw("first", List.of(EMPTY, EMPTY));
        screen.draw("one full", List.of(FULL, EMPTY));
        screen.draw("too soon", List.of(FULL, EMPTY));
        screen.draw("both full", List.of(FULL, FULL));

        assertThat(out.toString())
                .contains("first", "one full", "both full", "2 of 2 paths have a result")
                .doesNotContain("too soon");
    }

    @Test
    void keepsTheLinesThatWereSaidInBetween() {
        Screen screen = screen(true);

        screen.draw("first", List.of(EMPTY));
        screen.say("a note");
        screen.draw("second", List.of(FULL));

        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void isSparingWhereThereIsNoTerminal() {
        Screen screen = screen(false);

        screen.draw("first", List.of(EMPTY));
        screen.draw("too soon", List.of(EMPTY));
        screen.draw("all there", List.of(FULL));
        screen.draw("too soon", List.of(FULL));
        nanoTime.addAndGet(10_000_000_000L);
        screen.draw("time passed", List.of(FULL));

        assertThat(out.toString())
                .contains("first", "all there", "time passed")
                .doesNotContain("too soon")
                .doesNotContain("\u001b");
    }

    private Screen screen(boolean terminal) {
        return new Screen(new PrintWriter(out), terminal, nanoTime::get);
    }
}
