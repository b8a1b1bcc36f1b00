// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

/** How the packets of a mean rate lie in time. */
public enum Pattern {
    /** All gaps are the same. */
    CONSTANT,
    /** Exponential gaps: packets come without regard to each other. */
    POISSON,
    /** 100 ms at double rate, then 100 ms of silence. */
    ONOFF
}
