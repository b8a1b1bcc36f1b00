// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import io.netmonitor.probe.bandwidth.control.ControlServer;
import io.netmonitor.probe.bandwidth.control.Turn;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Available bandwidth, by trains that hold the queue of the tight link. A node is in one measurement at a time, at whichever end:
 * one instance of this class stands for a node.
 */
public final class BandwidthProbeType implements ProbeType {
    /** All but those of a slow path behind a policer are done by then. */
    private static final long SENDING_NS = 2_000_000_000L;

    private final TestNetwork network;
    private final StampClock clock;
    private final Turn turn = new Turn();

    /** For ServiceLoader. */
    public BandwidthProbeType() {
        this(TestNetwork.best(), StampClock.SYSTEM);
    }

    /** On a network of its own choice and with a clock of its own for the answering side, for tests. */
    BandwidthProbeType(TestNetwork network, StampClock clock) {
        this.network = requireNonNull(network, "network");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public String name() {
        return "bandwidth";
    }

    @Override
    public ProbeDescription description() {
        return BandwidthDescription.DESCRIPTION;
    }

    /** The budget; what is sent is an eighth of a second of the path's capacity, which nobody knows before. */
    @Override
    public Traffic traffic(Settings settings, Family family) {
        return new Traffic(settings.whole("maxBytes"), 0, SENDING_NS, false);
    }

    @Override
    public Probe create(Settings settings) {
        return create(settings, false, train -> {});
    }

    /**
     * A probe for somebody who looks on.
     *
     * @param reverse whether trains go from the destination to here
     * @param listener hears of each train, on the measuring thread; must not take long
     */
    public Probe create(Settings settings, boolean reverse, Consumer<TrainReport> listener) {
        return new BandwidthProbe(network, turn, requireNonNull(settings, "settings"), reverse, listener);
    }

    @Override
    public Responder respond(ResponderOptions options) throws IOException {
        return ControlServer.open(options, network, clock, turn);
    }
}
