// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth;

import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.testkit.contract.ProbeTypeContract;
import java.util.Map;
import java.util.Set;

/** Loopback carries more than any train is paced at here, and shows no link's rate. */
final class BandwidthProbeTypeTest extends ProbeTypeContract {
    private final ProbeType type = new BandwidthProbeType();

    @Override
    protected ProbeType type() {
        return type;
    }

    @Override
    protected Map<String, ?> quickSettings() {
        return Map.of("maxRate", 50_000_000);
    }

    @Override
    protected Outcome loopbackOutcome() {
        return Outcome.ABOVE;
    }

    @Override
    protected Set<String> withoutValueOverLoopback() {
        return Set.of("availableBps", "highBps", "capacityBps");
    }
}
