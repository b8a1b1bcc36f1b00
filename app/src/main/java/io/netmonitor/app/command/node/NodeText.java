// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.node;

import io.netmonitor.app.command.Figures;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the API says of a node, in words for people; {@code -} is unknown. */
final class NodeText {
    static final String UNKNOWN = "-";

    private NodeText() {}

    /** Where others reach it, or that they cannot. */
    static String reach(JsonNode node) {
        String addresses = node.path("addresses")
                .valueStream()
                .map(address -> address.asString(""))
                .collect(Collectors.joining(" "));
        if (node.path("reachable").asBoolean(true)) {
            return addresses.isEmpty() ? UNKNOWN : addresses;
        }
        String seenAs = node.path("seenAs").asString("");
        return seenAs.isEmpty() ? "takes no calls from others" : "behind NAT, seen as " + seenAs;
    }

    /** {@code role=edge,site=bj}, as a task selects them. */
    static String labels(JsonNode node) {
        String labels = node.path("labels").properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asString(""))
                .collect(Collectors.joining(","));
        return labels.isEmpty() ? UNKNOWN : labels;
    }

    /** Programs that want to run, for each processor. */
    static String load(JsonNode node) {
        JsonNode load = node.path("hostLoad");
        return load.isNumber() ? String.format(Locale.ROOT, "%.2f", load.doubleValue()) : UNKNOWN;
    }

    /** How far the clock may be off. */
    static String clock(JsonNode node) {
        JsonNode clock = node.path("clock");
        if (!clock.isObject()) {
            return UNKNOWN;
        }
        if (!clock.path("synchronized").asBoolean(false)) {
            return "not synchronized";
        }
        JsonNode error = clock.path("maxErrorNs");
        return error.isNumber() ? "± " + Figures.delay(error.doubleValue()) : "synchronized";
    }
}
