// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth;

import io.netmonitor.core.path.Direction;
import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Setting;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code bandwidth} asks for and what it gives, in words. */
final class BandwidthDescription {
    static final ProbeDescription DESCRIPTION = new ProbeDescription(
            "Available bandwidth",
            false,
            true,
            true,
            Map.of(PerfTraceClient.PROTOCOL, PerfTraceClient.PORT),
            8621,
            settings(),
            fields(),
            metrics());

    private BandwidthDescription() {}

    private static List<Setting> settings() {
        return List.of(
                Setting.whole(
                        "maxRate",
                        "Highest rate",
                        Unit.BITS_PER_SECOND,
                        10_000_000_000L,
                        100_000,
                        100_000_000_000L,
                        "No train is paced faster; where the path carries more, the outcome is above."),
                Setting.whole(
                        "maxBytes",
                        "Budget",
                        Unit.BYTES,
                        200_000_000,
                        200_000,
                        2_000_000_000L,
                        "A measurement sends no more than this, and no more than its path carries in about an eighth"
                                + " of a second."),
                Setting.whole(
                        "size",
                        "Size",
                        Unit.BYTES,
                        1_392,
                        200,
                        8_972,
                        "UDP payload of a test packet; rates are those of packets of this size, with IP and UDP"
                                + " headers."));
    }

    private static List<Field> fields() {
        return List.of(
                bps("availableBps", "What the path can carry beside its other traffic, at the IP layer."),
                bps("lowBps", "Lower end of the 95 % interval of what is available."),
                bps("highBps", "Upper end of the 95 % interval of what is available."),
                bps("capacityBps", "Rate of the slowest link, at the IP layer."),
                text(
                        "limiter",
                        "What limits the path: none (a link), shaper (queues after a burst) or policer (drops)."),
                whole("burstBytes", Unit.BYTES, "What passes at once before the limit holds."),
                whole("trains", Unit.COUNT, "Trains that count."),
                whole("sentBytes", Unit.BYTES, "IP octets sent for the measurement."),
                ratio("loss", "Share of paced packets that did not arrive."),
                ratio(
                        "samplingFloor",
                        "Standard deviation, as a share of the value, that random cross traffic of this load would show in"
                                + " trains of this length."),
                whole("queueNs", Unit.NANOSECONDS, "The longest that a test packet waited in the path's queues."),
                text("stamps", "Who stamped the arrivals: kernel or user."),
                new Field(
                        "reverse",
                        Field.Type.FLAG,
                        Unit.NONE,
                        "Whether trains went from destination to source, and the values hold for that way."),
                text("clock.bootId", "Kernel boot id of the source."),
                whole(
                        "clock.controllerOffsetNs",
                        Unit.NANOSECONDS,
                        "The controller's clock minus the source's, as its agent estimates it."));
    }

    private static List<Metric> metrics() {
        return List.of(
                metric("availableBps", "Available bandwidth", "lowBps", "highBps", "available_bandwidth", "AB"),
                metric("lowBps", "Available bandwidth, lower bound", null, null, "available_bandwidth_low", null),
                metric("highBps", "Available bandwidth, upper bound", null, null, "available_bandwidth_high", null),
                metric("capacityBps", "Capacity", null, null, "capacity", null));
    }

    private static Metric metric(
            String name,
            String title,
            @Nullable String low,
            @Nullable String high,
            String exposition,
            @Nullable String legacy) {
        return new Metric(
                name,
                title,
                Direction.FORWARD,
                Unit.BITS_PER_SECOND,
                name,
                Map.of(),
                null,
                null,
                name,
                low,
                high,
                exposition,
                legacy);
    }

    private static Field bps(String name, String help) {
        return whole(name, Unit.BITS_PER_SECOND, help);
    }

    private static Field whole(String name, Unit unit, String help) {
        return new Field(name, Field.Type.WHOLE, unit, help);
    }

    private static Field ratio(String name, String help) {
        return new Field(name, Field.Type.NUMBER, Unit.RATIO, help);
    }

    private static Field text(String name, String help) {
        return new Field(name, Field.Type.TEXT, Unit.NONE, help);
    }
}
