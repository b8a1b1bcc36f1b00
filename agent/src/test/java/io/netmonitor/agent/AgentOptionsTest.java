// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.node.NodeName;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
    private static AgentOptions options(String controller, String name) {
        return new AgentOptions(
                URI.create(controller),
                null,
                name,
                Path.of("data"),
                Map.of(),
                Reach.UNSAID,
                "1",
                ClockState.UNKNOWN,
                WallClock.SYSTEM,
                MonotonicClock.SYSTEM);
    }

    @ParameterizedTest
    @CsvSource({
        "https://controller.example:3443, https://controller.example:3443",
        "https://controller.example/,     https://controller.example:3443",
        "https://192.0.2.1:4443,          https://192.0.2.1:4443",
        "https://[2001:db8::1],           https://[2001:db8::1]:3443",
    })
    void completesTheControllersAddress(String given, String meant) {
        assertThat(options(given, "bj").controller()).isEqualTo(URI.create(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://controller:3443",
                "controller:3443",
                "https:///",
                "https://controller/agent",
                "/controller"
            })
    void refusesAnAddressOfAnotherForm(String given) {
        assertThatThrownBy(() -> options(given, "bj"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("controller: is not of the form https://host:3443: " + given);
    }

    @Test
    void refusesANameThatNoNodeMayHave() {
        assertThatThrownBy(() -> options("https://controller", "Bei Jing"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("name: is not 1 to 64");
    }

    @ParameterizedTest
    @CsvSource({"BJ-1.example.org, bj-1", "node_7, node_7", "Büro, b-ro", "'', node", ".local, node"})
    void makesAHostsNameANodes(String host, String node) {
        assertThat(AgentOptions.nameOf(host)).isEqualTo(node);
    }

    @Test
    void shortensALongHostName() {
        assertThat(AgentOptions.nameOf("a".repeat(100))).hasSize(64);
    }

    @Test
    void namesANodeAfterThisHost() {
        assertThat(NodeName.isValid(AgentOptions.defaultName())).isTrue();
    }
}
