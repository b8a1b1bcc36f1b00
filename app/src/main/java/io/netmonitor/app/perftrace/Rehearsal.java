// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import java.util.ArrayList;
import java.util.List;

/** Measures once in each mode in one process, by which the build learns what a start of the command needs. */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Ends with the status of the delays alone: whether bandwidth can be told on a host that is busy building is no matter here.
     *
     * @param options of the command, without the mode
     */
    public static void main(String[] options) {
        int status = run(Mode.BASIC, options);
        int _ = run(Mode.BANDWIDTH, options);
        System.exit(status);
    }

    private static int run(Mode mode, String[] options) {
        List<String> words = new ArrayList<>(List.of(PerfTraceMain.WORD, "-m", String.valueOf(mode.number())));
        words.addAll(List.of(options));
        return PerfTraceMain.run(words.toArray(String[]::new));
    }
}
