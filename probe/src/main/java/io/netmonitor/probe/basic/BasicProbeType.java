// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.stamp.Reflector;
import io.netmonitor.probe.stamp.SessionSender;
import java.io.IOException;

/** The probe type {@code basic}: delay, jitter and loss by STAMP. Safe for use by many threads. */
public final class BasicProbeType implements ProbeType {
    private final TestNetwork network;
    private final StampClock reflectorClock;
    private final SessionSender sender;
    private final PerfTraceClient perfTrace;

    /** For ServiceLoader. */
    public BasicProbeType() {
        this(TestNetwork.best(), StampClock.SYSTEM);
    }

    /** On a network of its own choice and with a clock of its own for the answering side, for tests. */
    BasicProbeType(TestNetwork network, StampClock reflectorClock) {
        this.network = requireNonNull(network, "network");
        this.sender = new SessionSender(network);
        this.perfTrace = new PerfTraceClient(network);
        this.reflectorClock = requireNonNull(reflectorClock, "reflectorClock");
    }

    @Override
    public String name() {
        return "basic";
    }

    @Override
    public ProbeDescription description() {
        return BasicDescription.DESCRIPTION;
    }

    @Override
    public Traffic traffic(Settings settings, Family family) {
        return BasicTraffic.of(settings, family);
    }

    @Override
    public Probe create(Settings settings) {
        return new BasicProbe(sender, perfTrace, requireNonNull(settings, "settings"));
    }

    @Override
    public Responder respond(ResponderOptions options) throws IOException {
        return Reflector.open(options, network, reflectorClock);
    }
}
