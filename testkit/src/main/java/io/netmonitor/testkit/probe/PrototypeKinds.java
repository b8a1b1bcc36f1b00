// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.probe;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Direction;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two made-up probe types whose metrics have names of the prototype: {@code basic}, whose one-way delays of both directions share
 * a name as the product's do, and {@code bandwidth}.
 */
public final class PrototypeKinds {
    /** Delay, jitter and loss of both directions. */
    public static final String BASIC = "basic";

    /** Available bandwidth of one direction. */
    public static final String BANDWIDTH = "bandwidth";

    private PrototypeKinds() {}

    /** Both. */
    public static ProbeCatalog catalog() {
        return new ProbeCatalog(List.of(basic(), bandwidth()));
    }

    /** The one that serves both directions. */
    public static FakeProbeType basic() {
        return type(
                BASIC,
                true,
                List.of(
                        metric("rtt", Direction.ROUND_TRIP, "roundTrip.delay.meanNs", "round_trip_delay", "RTT"),
                        metric("owdForward", Direction.FORWARD, "forward.delay.meanNs", "one_way_delay", "OWD"),
                        metric("owdBackward", Direction.BACKWARD, "backward.delay.meanNs", "one_way_delay", "OWD"),
                        metric(
                                "jitterRoundTrip",
                                Direction.ROUND_TRIP,
                                "roundTrip.jitterNs",
                                "round_trip_jitter",
                                null),
                        metric("jitterForward", Direction.FORWARD, "forward.jitterNs", "one_way_jitter", "OW_Jitter"),
                        metric(
                                "jitterBackward",
                                Direction.BACKWARD,
                                "backward.jitterNs",
                                "one_way_jitter",
                                "OW_Jitter"),
                        metric("lossRoundTrip", Direction.ROUND_TRIP, "roundTrip.loss", "round_trip_loss", "RT_Loss"),
                        metric("lossForward", Direction.FORWARD, "forward.loss", "one_way_loss", "OW_Loss"),
                        metric("lossBackward", Direction.BACKWARD, "backward.loss", "one_way_loss", "OW_Loss")));
    }

    /** The one that serves one direction. */
    public static FakeProbeType bandwidth() {
        return type(
                BANDWIDTH,
                false,
                List.of(metric("availableBps", Direction.FORWARD, "availableBps", "available_bandwidth", "AB")));
    }

    /** What one measurement of {@code basic} gives: delays and jitter in ns, loss as a ratio. */
    public static Values delays(long roundTripNs, long forwardNs, long backwardNs) {
        return Values.builder()
                .put("roundTrip.delay.meanNs", roundTripNs)
                .put("forward.delay.meanNs", forwardNs)
                .put("backward.delay.meanNs", backwardNs)
                .put("roundTrip.jitterNs", 180_484)
                .put("forward.jitterNs", 62_352)
                .put("backward.jitterNs", 120_508)
                .put("roundTrip.loss", 0.3)
                .put("forward.loss", 0.1)
                .put("backward.loss", 0.0)
                .build();
    }

    /** What one measurement of {@code bandwidth} gives. */
    public static Values rate(long availableBps) {
        return Values.builder().put("availableBps", availableBps).build();
    }

    /** A result of any task that was measured. */
    public static Result measured(String task, String kind, Path path, Instant at, Values values) {
        return new Result(
                task,
                1,
                Math.abs(at.getEpochSecond()),
                null,
                kind,
                path,
                at,
                at,
                Duration.ofMillis(200),
                Outcome.MEASURED,
                null,
                false,
                false,
                null,
                values);
    }

    private static FakeProbeType type(String name, boolean symmetric, List<Metric> metrics) {
        List<Field> fields = new ArrayList<>();
        for (Metric metric : metrics) {
            Field.Type type = metric.unit() == Unit.RATIO ? Field.Type.NUMBER : Field.Type.WHOLE;
            fields.add(new Field(metric.value(), type, metric.unit(), "Made up by a test."));
        }
        ProbeDescription description =
                new ProbeDescription("Made-up " + name, symmetric, 9, List.of(), fields, metrics);
        return new FakeProbeType(name, description, FakeResults::measurement);
    }

    private static Metric metric(
            String name, Direction direction, String value, String exposition, @Nullable String legacy) {
        Unit unit = value.endsWith("Ns") ? Unit.NANOSECONDS : value.endsWith("Bps") ? Unit.BITS_PER_SECOND : Unit.RATIO;
        String mirror = switch (direction) {
            case ROUND_TRIP -> name;
            case FORWARD -> name.replace("Forward", "Backward");
            case BACKWARD -> name.replace("Backward", "Forward");
        };
        return new Metric(name, name, direction, unit, value, Map.of(), null, null, mirror, exposition, legacy);
    }
}
