// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.testkit.contract.ProbeTypeContract;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource
    void costsItsBudgetAtMost(Family family) {
        Settings least = Settings.read(type.description().settings(), Map.of("maxBytes", 200_000));
        Settings usual = Settings.read(type.description().settings(), Map.of());

        assertThat(type.traffic(least, family)).isEqualTo(new Traffic(200_000, 0, 2_000_000_000, false));
        assertThat(type.traffic(usual, family)).isEqualTo(new Traffic(200_000_000, 0, 2_000_000_000, false));
    }

    @Test
    void needsNodesForItselfOfWhichEitherMayStart() {
        assertThat(type.description().exclusive()).isTrue();
        assertThat(type.description().reversible()).isTrue();
        assertThat(type.description().foreign()).containsExactly(Map.entry("perftrace", 19_999));
    }

    @Test
    void isDoneBeforeItsSlotIs() {
        Settings usual = Settings.read(type.description().settings(), Map.of());

        assertThat(type.traffic(usual, Family.IPV4).sendingNs()).isLessThan(Slots.LENGTH_NS);
    }
}
