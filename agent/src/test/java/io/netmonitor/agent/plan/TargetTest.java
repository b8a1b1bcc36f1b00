// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.agent.FakeProbeType;
import io.netmonitor.agent.Samples;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static final NameLookup NOBODY_KNOWN = new NameLookup(
            name -> {
                throw new UnknownHostException(name);
            },
            Duration.ofSeconds(60).toNanos());

    private final FakeProbeType probes = new FakeProbeType(WallClock.SYSTEM);

    private Target target(String kind, String address, Map<String, Object> settings) {
        PlanEntry like = Samples.entry("sh", Duration.ofSeconds(10));
        PlanEntry entry = new PlanEntry(
                like.task(),
                1,
                kind,
                like.path(),
                address,
                862,
                START,
                null,
                like.periodNs(),
                0,
                17,
                null,
                null,
                settings);
        return Target.of(entry, probes.extensions());
    }

    private static void assertFails(Target target, String why) {
        Session session = new Session(new InetSocketAddress(862), 17, START, null);
        assertThatThrownBy(() -> target.probe().measure(session))
                .isInstanceOf(IOException.class)
                .hasMessage("this agent cannot carry out the entry: " + why);
    }

    @Test
    void knowsWhereToSend() throws Exception {
        assertThat(target("fake", "2001:db8::7", Map.of())
                        .destination(NOBODY_KNOWN)
                        .toString())
                .isEqualTo("/[2001:db8:0:0:0:0:0:7]:862");
    }

    @Test
    void failsEachRoundOfAnUnknownKind() {
        assertFails(target("magic", "192.0.2.7", Map.of()), "kind: is none of fake: magic");
    }

    @Test
    void failsEachRoundOfSettingsThatAreNotUnderstood() {
        assertFails(target("fake", "192.0.2.7", Map.of("held", 2)), "settings.held: is outside 0 to 1: 2");
    }

    @Test
    void looksUpNoNameBeforeItMeasures() {
        Target target = target("fake", "reflector.example", Map.of());

        assertThat(target.address()).isNull();
        assertThatThrownBy(() -> target.destination(NOBODY_KNOWN))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("the name cannot be resolved: reflector.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a..b", "host:862", "http://host"})
    void failsEachRoundOfAnAddressThatIsNone(String address) {
        assertFails(
                target("fake", address, Map.of()), "address is neither an IP address nor a host's name: " + address);
    }
}
