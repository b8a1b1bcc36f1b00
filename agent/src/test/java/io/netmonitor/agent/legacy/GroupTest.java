// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.testkit.prototype.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupTest {
    private final Group group = new Group();

    @Test
    void writesWhatTheClientLibraryOfOldNodesWrites() {
        group.put(
                "192.0.2.1",
                List.of(
                        new Sample("192.0.2.2", "192.0.2.1", "RTT", 0.147),
                        new Sample("192.0.2.1", "192.0.2.2", "OWD", -12.5)));
        group.put("2001:db8::1", List.of(new Sample("192.0.2.2", "2001:db8::1", "AB", 976908736)));

        assertThat(group.text()).isEqualTo("""
                # HELP netmonitor Network performance
                # TYPE netmonitor gauge
                netmonitor{dip="192.0.2.1",metric="RTT",sip="192.0.2.2"} 0.147
                netmonitor{dip="192.0.2.2",metric="OWD",sip="192.0.2.1"} -12.5
                netmonitor{dip="2001:db8::1",metric="AB",sip="192.0.2.2"} 9.76908736e+08
                """);
    }

    @Test
    void isTheBodyThatAnOldNodePushes() {
        group.put(
                "10.77.0.1",
                List.of(
                        new Sample("10.77.0.2", "10.77.0.1", "RTT", 0.147),
                        new Sample("10.77.0.2", "10.77.0.1", "OWD", 0.087),
                        new Sample("10.77.0.1", "10.77.0.2", "OWD", -0.06),
                        new Sample("10.77.0.2", "10.77.0.1", "OW_Jitter", 0.062),
                        new Sample("10.77.0.1", "10.77.0.2", "OW_Jitter", 0.121),
                        new Sample("10.77.0.2", "10.77.0.1", "RT_Loss", 0.1),
                        new Sample("10.77.0.2", "10.77.0.1", "OW_Loss", 0.1),
                        new Sample("10.77.0.1", "10.77.0.2", "OW_Loss", 0),
                        new Sample("10.77.0.2", "10.77.0.1", "AB", 976908736)));

        assertThat(group.text().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(Transcript.load("push-text").body());
    }

    @Test
    void keepsOnlyTheNewestOfAPeer() {
        group.put("a", List.of(new Sample("b", "a", "RTT", 1), new Sample("b", "a", "OWD", 2)));
        group.put("a", List.of(new Sample("b", "a", "RT_Loss", 1)));

        assertThat(group.text()).endsWith("gauge\nnetmonitor{dip=\"a\",metric=\"RT_Loss\",sip=\"b\"} 1.0\n");
        assertThat(group.remove("a")).isTrue();
        assertThat(group.remove("a")).isFalse();
        assertThat(group.text()).endsWith("gauge\n");
    }

    @Test
    void escapesLabels() {
        group.put("a", List.of(new Sample("x\"y\\z\n", "a", "RTT", 1)));

        assertThat(group.text()).contains("sip=\"x\\\"y\\\\z\\n\"} 1.0\n");
    }

    /** Right: Python's {@code floatToGoString} of the client library. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "0.0001, 0.0001",
        "0.125, 0.125",
        "100, 100.0",
        "999999, 999999.0",
        "1000000, 1e+06",
        "-1000000, -1000000.0",
        "1234567.25, 1.23456725e+06",
        "500000000, 5e+08",
        "12345678901, 1.2345678901e+010",
    })
    void writesNumbersAsThatLibraryDoes(double value, String text) {
        assertThat(Group.number(value)).isEqualTo(text);
    }
}
