// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.path.Direction;
import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.util.List;
import java.util.Map;

/** The kinds that the prototype knew, with its metrics, as far as nodes push them; nobody measures. */
public final class PushKinds {
    private PushKinds() {}

    public static List<ProbeType> all() {
        return List.of(
                kind("basic", true, basicFields(), basicMetrics()),
                kind(
                        "bandwidth",
                        false,
                        bandwidthFields(),
                        List.of(metric(
                                "availableBps",
                                Direction.FORWARD,
                                Unit.BITS_PER_SECOND,
                                "availableBps",
                                "availableBps",
                                "AB"))));
    }

    static ProbeCatalog catalog() {
        return new ProbeCatalog(all());
    }

    private static ProbeType kind(String name, boolean symmetric, List<Field> fields, List<Metric> metrics) {
        ProbeDescription description = new ProbeDescription(
                "Made up", symmetric, false, false, Map.of("perftrace", 19_999), 862, List.of(), fields, metrics);
        return new FakeProbeType(name, description, session -> {
            throw new IllegalStateException("nobody measures in these tests");
        });
    }

    private static List<Field> basicFields() {
        return List.of(
                field("stamps", Field.Type.TEXT, Unit.NONE),
                field("roundTrip.delay.meanNs", Field.Type.WHOLE, Unit.NANOSECONDS),
                field("roundTrip.loss", Field.Type.NUMBER, Unit.RATIO),
                field("forward.delay.meanNs", Field.Type.WHOLE, Unit.NANOSECONDS),
                field("forward.jitterNs", Field.Type.WHOLE, Unit.NANOSECONDS),
                field("forward.loss", Field.Type.NUMBER, Unit.RATIO),
                field("backward.delay.meanNs", Field.Type.WHOLE, Unit.NANOSECONDS),
                field("backward.jitterNs", Field.Type.WHOLE, Unit.NANOSECONDS),
                field("backward.loss", Field.Type.NUMBER, Unit.RATIO));
    }

    private static List<Metric> basicMetrics() {
        return List.of(
                metric("rtt", Direction.ROUND_TRIP, Unit.NANOSECONDS, "roundTrip.delay.meanNs", "rtt", "RTT"),
                metric("lossRoundTrip", Direction.ROUND_TRIP, Unit.RATIO, "roundTrip.loss", "lossRoundTrip", "RT_Loss"),
                metric("owdForward", Direction.FORWARD, Unit.NANOSECONDS, "forward.delay.meanNs", "owdBackward", "OWD"),
                metric(
                        "owdBackward",
                        Direction.BACKWARD,
                        Unit.NANOSECONDS,
                        "backward.delay.meanNs",
                        "owdForward",
                        "OWD"),
                metric(
                        "jitterForward",
                        Direction.FORWARD,
                        Unit.NANOSECONDS,
                        "forward.jitterNs",
                        "jitterBackward",
                        "OW_Jitter"),
                metric(
                        "jitterBackward",
                        Direction.BACKWARD,
                        Unit.NANOSECONDS,
                        "backward.jitterNs",
                        "jitterForward",
                        "OW_Jitter"),
                metric("lossForward", Direction.FORWARD, Unit.RATIO, "forward.loss", "lossBackward", "OW_Loss"),
                metric("lossBackward", Direction.BACKWARD, Unit.RATIO, "backward.loss", "lossForward", "OW_Loss"));
    }

    private static List<Field> bandwidthFields() {
        return List.of(field("availableBps", Field.Type.WHOLE, Unit.BITS_PER_SECOND));
    }

    private static Field field(String name, Field.Type type, Unit unit) {
        return new Field(name, type, unit, "Made up by a test.");
    }

    private static Metric metric(
            String name, Direction direction, Unit unit, String field, String mirror, String legacy) {
        return new Metric(name, name, direction, unit, field, Map.of(), null, null, mirror, "made_up_" + name, legacy);
    }
}
