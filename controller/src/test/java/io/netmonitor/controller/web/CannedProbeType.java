// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import java.util.List;
import java.util.Map;

/** The description of a probe type as GET /api/v1/probe-types gives it. */
final class CannedProbeType {
    static final Map<String, Object> BASIC = Map.of(
            "name",
            "basic",
            "title",
            "Delay, jitter and loss",
            "symmetric",
            true,
            "exclusive",
            false,
            "reversible",
            false,
            "foreign",
            List.of("stamp"),
            "settings",
            List.of(
                    setting("count", "Packets", "whole", 10, 1, 1_000, "How many test packets a measurement sends."),
                    setting("interval", "Interval", "duration", "10ms", "1ms", "1s", "Time between two of them."),
                    setting("lossTimeout", "Loss timeout", "duration", "1s", "10ms", "10s", "Wait for late replies."),
                    setting("size", "Size", "whole", 0, 0, 8_972, "UDP payload."),
                    setting("dscp", "DSCP", "whole", 0, 0, 63, "Class of service of the test packets."),
                    setting("dontFragment", "Don't fragment", "flag", false, 0, 1, "Refused instead of split."),
                    setting("sourcePort", "Source port", "whole", 0, 0, 65_535, "Port that packets leave from."),
                    setting("varySourcePort", "Vary source port", "flag", false, 0, 1, "Takes turns over 16 ports."),
                    setting("interface", "Interface", "text", "", 0, 15, "Interface that packets leave by."),
                    setting("authenticated", "Authenticated", "flag", false, 0, 1, "Packets carry an HMAC.")),
            "metrics",
            List.of(
                    metric("rtt", "Round-trip delay", "roundTrip", "ns", "rtt", "roundTrip.delay.p50Ns"),
                    metric(
                            "owdForward",
                            "One-way delay forward",
                            "forward",
                            "ns",
                            "owdBackward",
                            "forward.delay.p50Ns"),
                    metric(
                            "owdBackward",
                            "One-way delay backward",
                            "backward",
                            "ns",
                            "owdForward",
                            "backward.delay.p50Ns"),
                    metric("jitterRoundTrip", "Jitter", "roundTrip", "ns", "jitterRoundTrip", "roundTrip.jitterNs"),
                    metric("jitterForward", "Jitter forward", "forward", "ns", "jitterBackward", "forward.jitterNs"),
                    metric("jitterBackward", "Jitter backward", "backward", "ns", "jitterForward", "backward.jitterNs"),
                    metric("lossRoundTrip", "Loss", "roundTrip", "ratio", "lossRoundTrip", "roundTrip.loss"),
                    metric("lossForward", "Loss forward", "forward", "ratio", "lossBackward", "forward.loss"),
                    metric("lossBackward", "Loss backward", "backward", "ratio", "lossForward", "backward.loss")));

    private CannedProbeType() {}

    private static Map<String, Object> setting(
            String name, String title, String type, Object value, Object min, Object max, String help) {
        return Map.of(
                "name",
                name,
                "title",
                title,
                "type",
                type,
                "unit",
                type.equals("whole") ? "count" : "ns",
                "default",
                value,
                "min",
                min,
                "max",
                max,
                "help",
                help);
    }

    private static Map<String, Object> metric(
            String name, String title, String direction, String unit, String mirror, String value) {
        return Map.of(
                "name", name, "title", title, "direction", direction, "unit", unit, "mirror", mirror, "value", value);
    }
}
