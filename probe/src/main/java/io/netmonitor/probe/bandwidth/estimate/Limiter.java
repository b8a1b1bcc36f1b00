// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import java.util.Locale;

/** What limits a path. */
public enum Limiter {
    /** A link that sends as fast as it can. */
    NONE,
    /** Something that lets a burst pass and then queues what is above a rate. */
    SHAPER,
    /** Something that lets a burst pass and then drops what is above a rate. */
    POLICER;

    /** The word in results. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
