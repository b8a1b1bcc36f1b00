// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.probe;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.path.Direction;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Setting;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import io.netmonitor.core.probe.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A probe type whose probe is given by the test. {@link #symmetric} has fields of every type and metrics that mirror each
 * other, {@link #oneWay} measures one direction alone, {@link #exclusive} also disturbs others. Safe for use by many threads if the given probe is.
 */
public final class FakeProbeType implements ProbeType {
    /** Name of the one that serves both directions. */
    public static final String SYMMETRIC = "fake";
    /** Name of the one that serves one direction. */
    public static final String ONE_WAY = "fake-one-way";

    /** Name of the one that needs its nodes for itself. */
    public static final String EXCLUSIVE = "fake-exclusive";

    private final String name;
    private final ProbeDescription description;
    private final Probe probe;

    /** A probe type of this name and description whose every probe is the given one. */
    public FakeProbeType(String name, ProbeDescription description, Probe probe) {
        this.name = requireNonNull(name, "name");
        this.description = requireNonNull(description, "description");
        this.probe = requireNonNull(probe, "probe");
    }

    /** One measurement serves both directions; fields of all types, metrics with mirrors and histograms. */
    public static FakeProbeType symmetric() {
        return new FakeProbeType(SYMMETRIC, describeSymmetric(List.of()), FakeResults::measurement);
    }

    /** As {@link #symmetric}, of a later version that describes more fields. */
    public static FakeProbeType symmetricWith(List<Field> added) {
        return new FakeProbeType(SYMMETRIC, describeSymmetric(added), FakeResults::measurement);
    }

    /** One measurement serves one direction. */
    public static FakeProbeType oneWay() {
        return new FakeProbeType(ONE_WAY, describeOneWay(), FakeResults::measurement);
    }

    /** One measurement serves one direction, needs its nodes for itself and can be started from either end. */
    public static FakeProbeType exclusive() {
        ProbeDescription plain = describeOneWay();
        ProbeDescription described = new ProbeDescription(
                "Made-up trains",
                false,
                true,
                true,
                Map.of(),
                plain.defaultPort(),
                plain.settings(),
                plain.fields(),
                plain.metrics());
        return new FakeProbeType(EXCLUSIVE, described, FakeResults::measurement);
    }

    /** A catalog of all three. */
    public static ProbeCatalog catalog() {
        return new ProbeCatalog(List.of(symmetric(), oneWay(), exclusive()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProbeDescription description() {
        return description;
    }

    @Override
    public Traffic traffic(Settings settings, Family family) {
        return new Traffic(1_000, 1_000, 1_000_000, true);
    }

    @Override
    public Probe create(Settings settings) {
        return probe;
    }

    @Override
    public Responder respond(ResponderOptions options) throws IOException {
        return new FakeResponder(options.listen());
    }

    private static ProbeDescription describeSymmetric(List<Field> added) {
        List<Field> fields = new ArrayList<>(List.of(
                field("sent", Field.Type.WHOLE, Unit.COUNT),
                field("stamps", Field.Type.TEXT, Unit.NONE),
                field("roundTrip.delay.meanNs", Field.Type.WHOLE, Unit.NANOSECONDS),
                field("roundTrip.delay.histogram", Field.Type.HISTOGRAM, Unit.NANOSECONDS),
                field("forward.delay.meanNs", Field.Type.WHOLE, Unit.NANOSECONDS),
                field("backward.delay.meanNs", Field.Type.WHOLE, Unit.NANOSECONDS),
                field("forward.loss", Field.Type.NUMBER, Unit.RATIO),
                field("backward.loss", Field.Type.NUMBER, Unit.RATIO),
                field("clock.synchronized", Field.Type.FLAG, Unit.NONE)));
        fields.addAll(added);
        return new ProbeDescription(
                "Made-up delay and loss",
                true,
                9,
                List.of(Setting.whole("count", "Test packets", Unit.COUNT, 10, 1, 1_000, "How many packets.")),
                fields,
                List.of(
                        metric(
                                "rtt",
                                Direction.ROUND_TRIP,
                                "roundTrip.delay.meanNs",
                                "roundTrip.delay.histogram",
                                "rtt"),
                        metric("owdForward", Direction.FORWARD, "forward.delay.meanNs", null, "owdBackward"),
                        metric("owdBackward", Direction.BACKWARD, "backward.delay.meanNs", null, "owdForward"),
                        metric("lossForward", Direction.FORWARD, "forward.loss", null, "lossBackward"),
                        metric("lossBackward", Direction.BACKWARD, "backward.loss", null, "lossForward")));
    }

    private static ProbeDescription describeOneWay() {
        return new ProbeDescription(
                "Made-up bandwidth",
                false,
                9,
                List.of(),
                List.of(
                        field("availableBps", Field.Type.WHOLE, Unit.BITS_PER_SECOND),
                        field("limiter", Field.Type.TEXT, Unit.NONE)),
                List.of(metric("availableBps", Direction.FORWARD, "availableBps", null, "availableBps")));
    }

    private static Field field(String name, Field.Type type, Unit unit) {
        return new Field(name, type, unit, "Made up by a test.");
    }

    private static Metric metric(
            String name, Direction direction, String value, @Nullable String histogram, String mirror) {
        Unit unit = value.endsWith("Ns") ? Unit.NANOSECONDS : value.endsWith("Bps") ? Unit.BITS_PER_SECOND : Unit.RATIO;
        return new Metric(name, name, direction, unit, value, Map.of(), histogram, null, mirror, "fake_" + name, null);
    }
}
