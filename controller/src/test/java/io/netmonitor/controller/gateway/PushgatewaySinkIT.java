// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.controller.metrics.ListedNames;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.sink.ResultSink;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.testkit.contract.ResultSinkContract;
import io.netmonitor.testkit.probe.PrototypeKinds;
import io.netmonitor.testkit.prometheus.Pushgateway;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Pushgateway. */
class PushgatewaySinkIT extends ResultSinkContract {
    private static final Path PATH = new Path("sh", "bj", Family.IPV6);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Pushgateway gateway;

    private final Set<String> stopped = ConcurrentHashMap.newKeySet();

    @TempDir
    private java.nio.file.Path folder;

    @BeforeAll
    static void start() throws IOException {
        gateway = Pushgateway.start("127.0.0.1");
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Override
    protected ResultSink open() throws IOException {
        return Extensions.load()
                .sinkType("pushgateway")
                .open(URI.create("pushgateway://127.0.0.1:" + gateway.address().getPort()), PrototypeKinds.catalog());
    }

    @Test
    void putsATasksWholeGroupToTheByteAndReplacesNoOther() throws IOException {
        // As an old node does, whose words of help are others.
        gateway.put("/metrics/job/somebody", """
                # HELP netmonitor network monitor
                # TYPE netmonitor gauge
                netmonitor{sip="a",dip="b",metric="RTT"} 1
                """);
        try (PushgatewaySink sink = sink()) {
            sink.accept(List.of(basic("wan", 147_000), rate("ab", 976_908_736)));
            until(() -> gateway.lines("wan").size() == 8 && gateway.lines("ab").size() == 1);
            sink.accept(List.of(rate("ab", 1_000_000_000)));
            until(() -> gateway.lines("ab").getFirst().endsWith(" 1e+09"));

            assertThat(gateway.lines("wan"))
                    .containsExactly(
                            "netmonitor{dip=\"bj\",metric=\"OWD\",sip=\"sh\"} 0.087",
                            "netmonitor{dip=\"bj\",metric=\"OW_Jitter\",sip=\"sh\"} 0.062352",
                            "netmonitor{dip=\"bj\",metric=\"OW_Loss\",sip=\"sh\"} 0.1",
                            "netmonitor{dip=\"bj\",metric=\"RTT\",sip=\"sh\"} 0.147",
                            "netmonitor{dip=\"bj\",metric=\"RT_Loss\",sip=\"sh\"} 0.3",
                            "netmonitor{dip=\"sh\",metric=\"OWD\",sip=\"bj\"} 0.06",
                            "netmonitor{dip=\"sh\",metric=\"OW_Jitter\",sip=\"bj\"} 0.120508",
                            "netmonitor{dip=\"sh\",metric=\"OW_Loss\",sip=\"bj\"} 0");
            assertThat(gateway.lines("somebody")).hasSize(1);
            assertThat(gateway.text()).doesNotContain("task=");
        }
    }

    @Test
    void deletesTheGroupOfATaskThatStopsAndNoOther() throws IOException {
        try (PushgatewaySink sink = sink()) {
            sink.accept(List.of(basic("stops", 1), basic("goes-on", 1)));
            until(() -> gateway.lines("stops").size() == 8
                    && gateway.lines("goes-on").size() == 8);

            stopped.add("stops");

            until(() -> gateway.lines("stops").isEmpty());
            assertThat(gateway.text()).doesNotContain("job=\"stops\"");
            assertThat(gateway.lines("goes-on")).hasSize(8);
        }
    }

    @Test
    void bringsAllGroupsBackWhenTheGatewayComesBackWithNothing() throws IOException {
        try (PushgatewaySink sink = sink()) {
            sink.accept(List.of(basic("back-1", 1), basic("back-2", 1)));
            until(() -> gateway.lines("back-2").size() == 8);

            gateway.kill();
            sink.accept(List.of(basic("back-1", 2)));
            until(() -> !sink.check().up());
            gateway.restart();

            until(() -> gateway.lines("back-1").size() == 8
                    && gateway.lines("back-2").size() == 8);
            until(() -> sink.check().up());
        }
    }

    @Test
    void deletesAfterARestartWhatStoppedMeanwhile() throws IOException {
        try (PushgatewaySink sink = sink()) {
            sink.accept(List.of(basic("stopped-meanwhile", 1)));
            until(() -> gateway.lines("stopped-meanwhile").size() == 8);
        }
        stopped.add("stopped-meanwhile");
        assertThat(gateway.lines("stopped-meanwhile")).as("nobody was there").hasSize(8);

        try (PushgatewaySink _ = sink()) {
            until(() -> gateway.lines("stopped-meanwhile").isEmpty());
        }
    }

    @Test
    void groupsHaveTheNamesOfTheirTasks() throws IOException {
        List<String> names = List.of("a b", "广域网", "a/b", "50%+x?#&;=@:,", "a..b", "~", "%2F", "😀");
        List<String> five = List.of("netmonitor{dip=\"bj\",metric=\"AB\",sip=\"sh\"} 5");
        try (PushgatewaySink sink = sink()) {
            sink.accept(names.stream().map(name -> rate(name, 5)).toList());
            for (String name : names) {
                until(() -> gateway.lines(name).equals(five));
            }

            stopped.addAll(names);

            for (String name : names) {
                until(() -> gateway.lines(name).isEmpty());
            }
        }
    }

    @Test
    void reachesAGatewayByIpv6() throws IOException {
        try (Pushgateway six = Pushgateway.start("::1");
                ResultSink sink = Extensions.load()
                        .sinkType("pushgateway")
                        .open(URI.create("pushgateway://[::1]:" + six.address().getPort()), PrototypeKinds.catalog())) {
            sink.accept(List.of(basic("six", 147_000)));

            until(() -> six.lines("six").size() == 8);
        }
    }

    @Test
    void refusesALocationWithoutAPort() {
        assertThatThrownBy(() -> Extensions.load()
                        .sinkType("pushgateway")
                        .open(URI.create("pushgateway://gw.example"), PrototypeKinds.catalog()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("pushgateway: is not a location such as pushgateway://[::1]:9091: "
                        + "pushgateway://gw.example");
    }

    private PushgatewaySink sink() throws IOException {
        return PushgatewaySink.open(
                gateway.address(),
                folder.resolve("pushgateway.json"),
                PrototypeKinds.catalog(),
                ListedNames.AS_THEY_ARE,
                task -> !stopped.contains(task),
                WallClock.SYSTEM);
    }

    private static void until(Callable<Boolean> done) {
        Awaitility.await().atMost(PATIENCE).until(done);
    }

    private static Result basic(String task, long roundTripNs) {
        return PrototypeKinds.measured(
                task,
                PrototypeKinds.BASIC,
                PATH,
                WallClock.SYSTEM.now(),
                PrototypeKinds.delays(roundTripNs, 87_000, 60_000));
    }

    private static Result rate(String task, long bps) {
        return PrototypeKinds.measured(
                task, PrototypeKinds.BANDWIDTH, PATH, WallClock.SYSTEM.now(), PrototypeKinds.rate(bps));
    }
}
