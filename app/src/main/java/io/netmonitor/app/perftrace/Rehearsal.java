// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import java.util.ArrayList;
import java.util.List;

/** Measures once in each mode in one process, by which the build learns what a start of the command needs. */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Ends with the first status that is not 0.
     *
     * @param options of the command, without the mode
     */
    public static void main(String[] options) {
        int status = 0;
        for (Mode mode : Mode.values()) {
            List<String> words = new ArrayList<>(List.of(PerfTraceMain.WORD, "-m", String.valueOf(mode.number())));
            words.addAll(List.of(options));
            status = status == 0 ? PerfTraceMain.run(words.toArray(String[]::new)) : status;
        }
        System.exit(status);
    }
}
