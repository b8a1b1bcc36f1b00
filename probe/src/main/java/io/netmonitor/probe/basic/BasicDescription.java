// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.path.Direction;
import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Setting;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code basic} asks for and what it gives, in words. */
final class BasicDescription {
    static final ProbeDescription DESCRIPTION = new ProbeDescription(
            "Delay, jitter and loss",
            true,
            false,
            false,
            Map.of("stamp", 862, PerfTraceClient.PROTOCOL, PerfTraceClient.PORT),
            862,
            settings(),
            fields(),
            metrics());

    private BasicDescription() {}

    private static List<Setting> settings() {
        return List.of(
                Setting.whole("count", "Packets", Unit.COUNT, 10, 1, 1_000, "Test packets in a measurement."),
                Setting.duration(
                        "interval", "Interval", "10ms", "100us", "10s", "Time from one test packet to the next."),
                Setting.duration(
                        "lossTimeout",
                        "Loss timeout",
                        "1s",
                        "10ms",
                        "10s",
                        "A reply that takes longer is late, and its packet counts as lost."),
                Setting.whole(
                        "size",
                        "Size",
                        Unit.BYTES,
                        0,
                        0,
                        8_972,
                        "UDP payload of a test packet; 0, as anything below it, means the smallest: 80, or 168 when"
                                + " authenticated."),
                Setting.whole(
                        "dscp",
                        "DSCP",
                        Unit.NONE,
                        0,
                        0,
                        63,
                        "Class of service that test packets are marked with, both ways."),
                Setting.flag(
                        "dontFragment",
                        "Don't fragment",
                        false,
                        "Packets too long for the path are refused by it instead of split."),
                Setting.whole(
                        "sourcePort",
                        "Source port",
                        Unit.NONE,
                        0,
                        0,
                        65_535,
                        "UDP port that test packets leave from; 0 lets the system choose."),
                Setting.flag(
                        "varySourcePort",
                        "Vary source port",
                        false,
                        "Packets take turns over 16 source ports, so that they take all of several equal paths."),
                Setting.text(
                        "interface",
                        "Interface",
                        "",
                        15,
                        "Network interface that test packets leave by; empty leaves it to routing."),
                Setting.flag(
                        "authenticated",
                        "Authenticated",
                        false,
                        "Packets carry an HMAC by a key of the pair, so that nobody can forge a result."));
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(count("sent", "Test packets sent."));
        fields.add(
                count("arrived", "Test packets that reached the destination; absent when its reflector cannot tell."));
        fields.add(count("returned", "Test packets whose reply came back in time."));
        fields.add(new Field(
                "stamps",
                Field.Type.TEXT,
                Unit.NONE,
                "Who took the stamps: kernel, user, or mixed (only this side is known)."));
        fields.add(
                count(
                        "unstamped",
                        "Returned packets left out of the delays because a kernel stamp is missing or stamps contradict each other."));
        fields.add(count("lateReplies", "Packets whose reply came after the loss timeout; they count as lost."));
        fields.add(ns("timerErrorNs", "Median distance of the sending instants to the schedule."));
        fields.add(ns("timerErrorP99Ns", "99th percentile of the distance of the sending instants to the schedule."));
        fields.add(new Field("dscp", Field.Type.WHOLE, Unit.NONE, "DSCP of the test packets as sent."));
        fields.add(new Field("sizeBytes", Field.Type.WHOLE, Unit.BYTES, "UDP payload of the test packets."));
        fields.add(new Field(
                "authenticated", Field.Type.FLAG, Unit.NONE, "Whether packets were authenticated by a session key."));
        fields.add(count("strays", "Packets from the reflector that answer nothing sent, or are not genuine."));
        fields.add(
                count(
                        "dropped",
                        "Test packets that this host did not send, since its queue was full or it knew no way; they count as lost."));
        delayFields(fields, "roundTrip", "there and back, without the reflector's own time");
        fields.add(ratio("roundTrip.loss", "Share of packets that did not come back in time."));
        directionFields(fields, "forward", "from source to destination");
        directionFields(fields, "backward", "from destination to source");
        clockFields(fields);
        return fields;
    }

    private static void delayFields(List<Field> fields, String name, String way) {
        String[][] statistics = {
            {"minNs", "Smallest"},
            {"meanNs", "Mean"},
            {"p50Ns", "Median"},
            {"p95Ns", "95th percentile of the"},
            {"p99Ns", "99th percentile of the"},
            {"maxNs", "Largest"},
            {"stddevNs", "Standard deviation of the"}
        };
        for (String[] statistic : statistics) {
            fields.add(ns(name + ".delay." + statistic[0], statistic[1] + " delay " + way + "."));
        }
        fields.add(ns(name + ".jitterNs", "Jitter by RFC 3550 " + way + ", seeded with the first difference."));
        fields.add(ns(name + ".pdvNs", "Packet delay variation " + way + ": 95th percentile minus minimum."));
        fields.add(new Field(
                name + ".histogram", Field.Type.HISTOGRAM, Unit.NANOSECONDS, "Histogram of the delay " + way + "."));
    }

    private static void directionFields(List<Field> fields, String name, String way) {
        delayFields(fields, name, way);
        fields.add(ns(name + ".delayErrorNs", "Bound of the error of the delays " + way + ", from both clocks."));
        fields.add(ratio(name + ".loss", "Share of packets lost " + way + "."));
        fields.add(count(name + ".longestLossRun", "Most packets lost in a row " + way + "."));
        fields.add(count(name + ".reordered", "Packets overtaken by a later one " + way + " (RFC 4737)."));
        fields.add(count(name + ".duplicated", "Copies beyond the first " + way + " (RFC 5560)."));
        fields.add(count(name + ".hops", "Routers passed " + way + ", from the TTL."));
        fields.add(count(name + ".hopChanges", "How often that number changed from packet to packet " + way + "."));
        fields.add(
                new Field(name + ".dscp", Field.Type.WHOLE, Unit.NONE, "DSCP with which packets arrived " + way + "."));
        fields.add(count(name + ".dscpChanged", "Packets that arrived with another DSCP than sent with " + way + "."));
    }

    private static void clockFields(List<Field> fields) {
        fields.add(new Field(
                "clock.synchronized",
                Field.Type.FLAG,
                Unit.NONE,
                "Whether both ends share a clock, or both are kept on UTC and nothing contradicts it."));
        fields.add(ns("clock.maxErrorNs", "Sum of the errors that both ends' clocks admit."));
        fields.add(ns("clock.offsetNs", "The destination's clock minus the source's, estimated from the session."));
        fields.add(new Field(
                "clock.skewPpm",
                Field.Type.NUMBER,
                Unit.PARTS_PER_MILLION,
                "How much faster the destination's clock runs, estimated from the session."));
        fields.add(new Field("clock.bootId", Field.Type.TEXT, Unit.NONE, "Kernel boot id of the source."));
        fields.add(ns(
                "clock.controllerOffsetNs", "The controller's clock minus the source's, as its agent estimates it."));
    }

    private static List<Metric> metrics() {
        return List.of(
                delay("rtt", "Round-trip delay", Direction.ROUND_TRIP, "rtt", "round_trip_delay", "RTT"),
                delay("owdForward", "Forward delay", Direction.FORWARD, "owdBackward", "one_way_delay", "OWD"),
                delay("owdBackward", "Backward delay", Direction.BACKWARD, "owdForward", "one_way_delay", "OWD"),
                jitter("jitterRoundTrip", "Round-trip jitter", Direction.ROUND_TRIP, "jitterRoundTrip", null),
                jitter("jitterForward", "Forward jitter", Direction.FORWARD, "jitterBackward", "OW_Jitter"),
                jitter("jitterBackward", "Backward jitter", Direction.BACKWARD, "jitterForward", "OW_Jitter"),
                loss("lossRoundTrip", "Round-trip loss", Direction.ROUND_TRIP, "lossRoundTrip", "RT_Loss"),
                loss("lossForward", "Forward loss", Direction.FORWARD, "lossBackward", "OW_Loss"),
                loss("lossBackward", "Backward loss", Direction.BACKWARD, "lossForward", "OW_Loss"));
    }

    private static Metric delay(
            String name, String title, Direction direction, String mirror, String exposition, String legacy) {
        String way = direction.label();
        return new Metric(
                name,
                title,
                direction,
                Unit.NANOSECONDS,
                way + ".delay.meanNs",
                Map.of(0.5, way + ".delay.p50Ns", 0.95, way + ".delay.p95Ns", 0.99, way + ".delay.p99Ns"),
                way + ".histogram",
                direction == Direction.ROUND_TRIP ? null : way + ".delayErrorNs",
                mirror,
                exposition,
                legacy);
    }

    private static Metric jitter(
            String name, String title, Direction direction, String mirror, @Nullable String legacy) {
        String exposition = direction == Direction.ROUND_TRIP ? "round_trip_jitter" : "one_way_jitter";
        return plain(name, title, direction, Unit.NANOSECONDS, ".jitterNs", mirror, exposition, legacy);
    }

    private static Metric loss(String name, String title, Direction direction, String mirror, String legacy) {
        String exposition = direction == Direction.ROUND_TRIP ? "round_trip_loss" : "one_way_loss";
        return plain(name, title, direction, Unit.RATIO, ".loss", mirror, exposition, legacy);
    }

    private static Metric plain(
            String name,
            String title,
            Direction direction,
            Unit unit,
            String field,
            String mirror,
            String exposition,
            @Nullable String legacy) {
        return new Metric(
                name,
                title,
                direction,
                unit,
                direction.label() + field,
                Map.of(),
                null,
                null,
                mirror,
                exposition,
                legacy);
    }

    private static Field count(String name, String help) {
        return new Field(name, Field.Type.WHOLE, Unit.COUNT, help);
    }

    private static Field ns(String name, String help) {
        return new Field(name, Field.Type.WHOLE, Unit.NANOSECONDS, help);
    }

    private static Field ratio(String name, String help) {
        return new Field(name, Field.Type.NUMBER, Unit.RATIO, help);
    }
}
