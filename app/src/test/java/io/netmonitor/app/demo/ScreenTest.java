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
    private static final MeshGrid EMPTY = MeshGrid.empty(List.of("a", "b"));
    private static final MeshGrid FULL = new MeshGrid(
            List.of("a", "b"), Map.of(new MeshGrid.Path("a", "b"), "1 ms", new MeshGrid.Path("b", "a"), "2 ms"));

    private final StringWriter out = new StringWriter();
    private final AtomicLong nanoTime = new AtomicLong();

    @Test
    void drawsOverTheLastGridOnATerminal() {
        Screen screen = screen(true);

        screen.draw(EMPTY, "first");
        screen.draw(FULL, "second");

        assertThat(out.toString()).startsWith("first").contains("\u001b[4F\u001b[Jsecond");
    }

    @Test
    void keepsTheLinesThatWereSaidInBetween() {
        Screen screen = screen(true);

        screen.draw(EMPTY, "first");
        screen.say("a note");
        screen.draw(FULL, "second");

        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void isSparingWhereThereIsNoTerminal() {
        Screen screen = screen(false);

        screen.draw(EMPTY, "first");
        screen.draw(EMPTY, "too soon");
        screen.draw(FULL, "all there");
        screen.draw(FULL, "too soon");
        nanoTime.addAndGet(10_000_000_000L);
        screen.draw(FULL, "time passed");

        assertThat(out.toString())
                .contains("first", "all there", "time passed")
                .doesNotContain("too soon")
                .doesNotContain("\u001b");
    }

    private Screen screen(boolean terminal) {
        return new Screen(new PrintWriter(out), terminal, nanoTime::get);
    }
}
