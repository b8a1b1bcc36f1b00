// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.core.time.MonotonicClock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * Where the demo shows itself: on a terminal the grid is redrawn in place, elsewhere it is printed when it has changed
 * much or from time to time. Used by one thread.
 */
final class Screen {
    private static final long REPEAT_NS = Duration.ofSeconds(10).toNanos();

    private final PrintWriter out;
    private final boolean terminal;
    private final MonotonicClock clock;
    private int drawnLines;
    private int shownFilled = -1;
    private long shownNanoTime;

    Screen(PrintWriter out, boolean terminal, MonotonicClock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** A line that stays. */
    void say(String line) {
        drawnLines = 0;
        out.println(line);
        out.flush();
    }

    /** Shows the grid under a title. */
    void draw(MeshGrid grid, String title) {
        if (!terminal && !due(grid)) {
            return;
        }
        shownFilled = grid.filled();
        shownNanoTime = clock.nanoTime();
        List<String> lines = grid.lines();
        if (terminal && drawnLines > 0) {
            // ECMA-48: cursor to the line where the grid began (CPL), then erase to the end of the screen (ED).
            out.print("\u001b[" + drawnLines + "F\u001b[J");
        }
        out.println(title);
        lines.forEach(out::println);
        out.flush();
        drawnLines = lines.size() + 1;
    }

    private boolean due(MeshGrid grid) {
        return shownFilled < 0
                || (grid.filled() != shownFilled && grid.filled() == grid.paths())
                || clock.nanoTime() - shownNanoTime >= REPEAT_NS;
    }
}
