// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

/** Whose rounds are counted together. */
record Series(String task, int revision, String source, String destination, String family) {
    @Override
    public String toString() {
        return task + " " + revision + " " + source + ">" + destination + " " + family;
    }
}
