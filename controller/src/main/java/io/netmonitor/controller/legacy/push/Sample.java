// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.outside.OutsideText;
import java.util.Map;
import java.util.TreeMap;

/**
 * One series of the prototype's gauge, as it was pushed: {@code netmonitor{sip="192.0.2.2",dip="192.0.2.1",metric="RTT"} 0.147}.
 *
 * @param labels value by name
 */
record Sample(Map<String, String> labels, double value) {
    /** The gauge. */
    static final String FAMILY = "netmonitor";

    private static final int MAX_LABEL = 255;

    Sample {
        labels = Map.copyOf(labels);
    }

    /** Whether it is what nodes of the prototype push. */
    boolean isOurs() {
        return labels.keySet().containsAll(java.util.List.of("sip", "dip", "metric"));
    }

    String sip() {
        return labels.getOrDefault("sip", "");
    }

    String dip() {
        return labels.getOrDefault("dip", "");
    }

    String metric() {
        return labels.getOrDefault("metric", "");
    }

    /** Whether all labels have a length that can be. */
    boolean isBounded() {
        return labels.values().stream().allMatch(label -> label.length() <= MAX_LABEL);
    }

    /** For people. */
    @Override
    public String toString() {
        return OutsideText.brief(Sample.FAMILY + new TreeMap<>(labels) + " " + value);
    }
}
