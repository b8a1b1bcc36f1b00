// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.extension;

import io.netmonitor.core.Health;
import io.netmonitor.core.path.Direction;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Setting;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The smallest probe type: it says how many packets it was told to send. */
public final class TinyProbeType implements ProbeType {
    private final String name;
    private final boolean exclusive;
    private final Map<String, Integer> foreign;
    private final long sendingNs;

    /** The one that the ServiceLoader finds. */
    public TinyProbeType() {
        this("tiny");
    }

    public TinyProbeType(String name) {
        this(name, false, Map.of(), 1_000_000);
    }

    /** One that wants nodes for itself, speaks with hosts without an agent, or takes its time. */
    public TinyProbeType(String name, boolean exclusive, Map<String, Integer> foreign, long sendingNs) {
        this.name = name;
        this.exclusive = exclusive;
        this.foreign = foreign;
        this.sendingNs = sendingNs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProbeDescription description() {
        return new ProbeDescription(
                "Nothing much",
                true,
                exclusive,
                false,
                foreign,
                4_711,
                List.of(
                        Setting.whole("count", "Packets", Unit.COUNT, 10, 1, 1_000, "Packets to send."),
                        Setting.duration("interval", "Interval", "10ms", "100us", "10s", "Time between packets."),
                        new Setting("exact", "Exact", Setting.Type.FLAG, Unit.NONE, true, 0, 0, "Whether to be exact."),
                        new Setting("note", "Note", Setting.Type.TEXT, Unit.NONE, "", 0, 20, "Words.")),
                List.of(new Field("sent", Field.Type.WHOLE, Unit.COUNT, "Packets sent.")),
                List.of(new Metric(
                        "sent",
                        "Packets",
                        Direction.ROUND_TRIP,
                        Unit.COUNT,
                        "sent",
                        Map.of(),
                        null,
                        null,
                        "sent",
                        "sent",
                        null)));
    }

    @Override
    public Traffic traffic(Settings settings, Family family) {
        return new Traffic(settings.whole("count") * 100, 1_000, sendingNs, true);
    }

    @Override
    public Probe create(Settings settings) {
        return session -> new Measurement(
                session.startAt(),
                Duration.ZERO,
                Outcome.MEASURED,
                null,
                Values.builder().put("sent", settings.whole("count")).build());
    }

    @Override
    public Responder respond(ResponderOptions options) {
        return new Responder() {
            @Override
            public InetSocketAddress address() {
                return options.listen();
            }

            @Override
            public void answerOnly(Set<AnsweredSession> sessions) {
                // It answers nobody anyway.
            }

            @Override
            public Health check() {
                return Health.up("answers nobody");
            }

            @Override
            public void close() {
                // It holds nothing.
            }
        };
    }
}
