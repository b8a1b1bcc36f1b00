// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.core.time.MonotonicClock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the demo shows itself: on a terminal the grids are redrawn in place, elsewhere they are printed when they have changed
 * much or from time to time. Used by one thread.
 */
final class Screen {
    private static final long REPEAT_NS = Duration.ofSeconds(10).toNanos();

    private final PrintWriter out;
    private final boolean terminal;
    private final MonotonicClock clock;
    private int drawnLines;
    private long shownFull = -1;
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

    /** Shows grids, each under its own title, below one for all. */
    void draw(String title, List<MeshGrid> grids) {
        long full = grids.stream().filter(grid -> grid.filled() == grid.paths()).count();
        if (!terminal && !due(full)) {
            return;
        }
        shownFull = full;
        shownNanoTime = clock.nanoTime();
        List<String> lines = new ArrayList<>(List.of(title));
        for (MeshGrid grid : grids) {
            lines.add(grid.title());
            lines.addAll(grid.lines());
        }
        if (terminal && drawnLines > 0) {
            // ECMA-48: cursor to the line where the grids began (CPL), then erase to the end of the screen (ED).
            out.print("\u001b[" + drawnLines + "F\u001b[J");
        }
        lines.forEach(out::println);
        out.flush();
        drawnLines = lines.size();
    }

    private boolean due(long full) {
        return shownFull < 0 || full > shownFull || clock.nanoTime() - shownNanoTime >= REPEAT_NS;
    }
}
