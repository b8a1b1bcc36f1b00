// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

/**
 * A plan as it came, of which only what is needed is read: parsing a thousand of them would take the processors from those
 * who still wait.
 */
record PlanText(String json) {
    private static final String REVISION = "\"revision\":\"";

    /** The revision of the plan, its first text of that name. */
    String revision() {
        int from = json.indexOf(REVISION);
        if (from < 0) {
            throw new IllegalArgumentException("plan without a revision: " + json);
        }
        int start = from + REVISION.length();
        return json.substring(start, json.indexOf('"', start));
    }

    /** Whether it measures a task in a revision of it. */
    boolean has(String task, int revision) {
        return json.contains("\"task\":\"" + task + "\",\"revision\":" + revision + ",");
    }
}
