// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatewayTest {
    private static final byte[] TEXT = "netmonitor 1\n".getBytes(UTF_8);

    private GatewayDouble other;
    private Gateway gateway;

    @BeforeEach
    void open() throws IOException {
        other = new GatewayDouble();
        gateway = new Gateway(other.address(), Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        gateway.close();
        other.close();
    }

    @Test
    void putsAndDeletes() throws IOException, InterruptedException {
        gateway.put("a b", TEXT);
        gateway.delete("a b");

        assertThat(other.asked)
                .containsExactly("PUT /metrics/job/a%20b\nnetmonitor 1\n", "DELETE /metrics/job/a%20b\n");
    }

    @Test
    void tellsWhatARefusalSaysInOneLine() {
        other.manner = GatewayDouble.status(400, "no such label\nand more\n");

        assertThatThrownBy(() -> gateway.put("wan", TEXT))
                .isInstanceOf(RefusedException.class)
                .hasMessage("answered PUT of wan with 400: no such label");
    }

    @Test
    void takesAnErrorWithoutAWordForARefusal() {
        other.manner = GatewayDouble.status(500, "");

        assertThatThrownBy(() -> gateway.delete("wan"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("answered DELETE of wan with 500");
    }

    @Test
    void isNotLedElsewhere() {
        other.manner = exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        };

        assertThatThrownBy(() -> gateway.put("wan", TEXT)).isInstanceOf(RefusedException.class);
        assertThat(other.asked).hasSize(1);
    }

    @Test
    void readsNoEndlessAnswer() {
        other.manner = GatewayDouble.endless();

        assertThatThrownBy(() -> gateway.put("wan", TEXT))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RefusedException.class)
                .hasMessageContaining("16384");
    }

    @Test
    void waitsForNoAnswerThatDrips() {
        other.manner = GatewayDouble.dripping();
        // Long enough for the connection, which has no more time than the answer.
        try (Gateway impatient = new Gateway(other.address(), Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> impatient.put("wan", TEXT)).hasMessage("no whole answer within 2000 ms");
        }
    }

    @Test
    void saysThatNothingListens() {
        // A port that was just closed may be somebody else's by now.
        InetSocketAddress closed = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 9);
        try (Gateway nobody = new Gateway(closed, Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> nobody.put("wan", TEXT)).hasMessage("nothing listens there");
        }
    }

    @Test
    void saysThatANameIsUnknown() {
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("no-such-host.invalid", 9091);
        try (Gateway nobody = new Gateway(unknown, Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> nobody.put("wan", TEXT)).hasMessage("the name is unknown");
        }
    }

    @Test
    void writesAnIpv6AddressInBrackets() {
        assertThat(Gateway.name(InetSocketAddress.createUnresolved("2001:db8::1", 9091)))
                .isEqualTo("[2001:db8::1]:9091");
        assertThat(Gateway.name(InetSocketAddress.createUnresolved("gw.example", 9091)))
                .isEqualTo("gw.example:9091");
    }
}
