// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

/** What is measured, by the numbers that the prototype gave it. */
enum Mode {
    BASIC(1),
    BANDWIDTH(2);

    private final int number;

    Mode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
