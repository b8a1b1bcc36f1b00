// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.fleet;

import io.netmonitor.testkit.audit.Absence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes when nodes go and come. Used by one thread. */
final class AbsenceBook {
    private final List<Absence> over = new ArrayList<>();
    private final Map<String, Gone> gone = new HashMap<>();

    private record Gone(Absence.Sort sort, Instant from) {}

    void begin(String node, Absence.Sort sort) {
        gone.put(node, new Gone(sort, Instant.now()));
    }

    /** One that was not away is there from now on. */
    void end(String node) {
        Gone since = gone.remove(node);
        if (since != null) {
            over.add(Absence.of(node, since.sort(), since.from(), Instant.now()));
        }
    }

    /** Those that are over, and those that are not, up to now. */
    List<Absence> untilNow() {
        List<Absence> all = new ArrayList<>(over);
        gone.forEach((node, since) -> all.add(Absence.of(node, since.sort(), since.from(), Instant.now())));
        return all;
    }
}
