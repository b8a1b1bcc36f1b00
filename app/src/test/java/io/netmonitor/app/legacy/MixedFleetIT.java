// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.app.examples.Dashboard;
import io.netmonitor.lab.Lab;
import io.netmonitor.testkit.fleet.Api;
import io.netmonitor.testkit.prometheus.Prometheus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A mesh of one node of ours, one host with the prototype's server alone, and one node of the prototype, as a site has them while it
 * moves over. A real Pushgateway and a real Prometheus stand where the site's stood.
 */
class MixedFleetIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** On a busy host a measurement may not be more than this; it has a value or a bound all the same. */
    private static final Set<String> WITH_A_RATE = Set.of("measured", "unstable", "host-limited", "above");

    @TempDir
    private Path folder;

    @Test
    void everyPairIsMeasuredAndIsWhereTheOldSystemHadIt() throws Exception {
        assumeThat(Lab.availability().ok()).as(Lab.availability().toString()).isTrue();
        assumeThat(Path.of("/usr/bin/python3"))
                .as("needs Debian package python3")
                .isExecutable();
        try (MixedFleet fleet = MixedFleet.up(folder)) {
            String ours = fleet.address("ours");
            String server = fleet.address("server");
            String old = fleet.address("old");

            assertThat(fleet.submit("mixed", "Basic", 5, "seconds", List.of(ours, "perftrace:" + server, old)))
                    .isEqualTo("200 Task configuration has been saved");
            assertThat(fleet.submit("mixed_ab", "AB", 30, "seconds", List.of(ours, "perftrace:" + server, old)))
                    .isEqualTo("200 Task configuration has been saved");

            Api api = fleet.api();
            await().atMost(PATIENCE).untilAsserted(() -> {
                fleet.failIfOneEnded();
                assertThat(states(api, "mixed")).containsOnlyKeys("measured");
                assertThat(states(api, "mixed").get("measured")).hasSize(6);
                assertThat(withARate(states(api, "mixed_ab")))
                        .containsExactlyInAnyOrder(
                                "n01 perftrace:" + server,
                                "n01 legacy:" + old,
                                "legacy:" + old + " n01",
                                "legacy:" + old + " perftrace:" + server);
                assertThat(states(api, "mixed_ab").get("unmeasurable"))
                        .as("the prototype's protocol measures to its server alone")
                        .containsExactlyInAnyOrder(
                                "perftrace:" + server + " n01", "perftrace:" + server + " legacy:" + old);
            });
            assertThat(api.get("/api/v1/why?task=mixed&source=legacy:" + old + "&destination=n01")
                            .path("measuredBy")
                            .asString(""))
                    .isEqualTo("legacy:" + old);

            Set<String> roundTrips = Set.of(old + " " + ours, old + " " + server, ours + " " + server);
            Set<String> directions = roundTrips.stream()
                    .flatMap(pair -> Stream.of(pair, reversed(pair)))
                    .collect(Collectors.toSet());
            await().atMost(PATIENCE).untilAsserted(() -> {
                fleet.failIfOneEnded();
                for (String metric : List.of("RTT", "RT_Loss")) {
                    assertThat(fleet.query("netmonitor{job=\"mixed\",metric=\"" + metric + "\"}")
                                    .keySet())
                            .as(metric)
                            .isEqualTo(roundTrips);
                }
                for (String metric : List.of("OWD", "OW_Jitter", "OW_Loss")) {
                    assertThat(fleet.query("netmonitor{job=\"mixed\",metric=\"" + metric + "\"}")
                                    .keySet())
                            .as(metric)
                            .isEqualTo(directions);
                }
                assertThat(fleet.query("netmonitor{job=\"mixed_ab\",metric=\"AB\"}")
                                .keySet())
                        .isEqualTo(Set.of(ours + " " + server, ours + " " + old, old + " " + ours, old + " " + server));
                assertThat(fleet.query("netmonitor{job=\"mixed\",metric=\"RTT\"}")
                                .values())
                        .isNotEmpty()
                        .allSatisfy(ms -> assertThat(ms).isBetween(0.001, 1_000.0));
                assertThat(fleet.query("netmonitor{job=\"mixed\",metric=\"RT_Loss\"}")
                                .values())
                        .isNotEmpty()
                        .allSatisfy(loss -> assertThat(loss).isBetween(0.0, 1.0));
                assertThat(fleet.query("netmonitor{job=\"mixed_ab\",metric=\"AB\"}")
                                .values())
                        .as("links of 50 Mbit/s")
                        .isNotEmpty()
                        .allSatisfy(bps -> assertThat(bps).isBetween(5e6, 100e6));
                for (Dashboard.Query query : Dashboard.example().queries()) {
                    assertThat(found(fleet, query, List.of(old, ours)))
                            .as(query.toString())
                            .isNotEmpty()
                            .allSatisfy(sample -> assertThat(sample.value()).isFinite());
                }
            });

            api.send("POST", "/api/v1/tasks/mixed/end", null).expect(200);

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(fleet.pushed()).doesNotContain("job=\"mixed\"");
                assertThat(fleet.pushed()).contains("job=\"mixed_ab\"");
            });
        }
    }

    /** What a query of the dashboard finds of a pair, in either direction, with what can be chosen besides. */
    private static List<Prometheus.Sample> found(MixedFleet fleet, Dashboard.Query query, List<String> pair)
            throws IOException {
        List<Prometheus.Sample> found = new ArrayList<>();
        for (List<String> way : List.of(pair, pair.reversed())) {
            for (Map<String, String> task :
                    List.of(Map.of("job", "mixed", "metric", "RTT"), Map.of("job", "mixed_ab", "metric", "AB"))) {
                Map<String, String> chosen = new HashMap<>(task);
                chosen.put("sip", way.getFirst());
                chosen.put("dip", way.getLast());
                found.addAll(fleet.ask(Dashboard.filled(query.promql(), chosen), query.instant()));
            }
        }
        return found;
    }

    private static String reversed(String pair) {
        int blank = pair.indexOf(' ');
        return pair.substring(blank + 1) + " " + pair.substring(0, blank);
    }

    private static Map<String, Set<String>> states(Api api, String task) throws Exception {
        return api.get("/api/v1/mesh?task=" + task)
                .path("cells")
                .valueStream()
                .collect(Collectors.groupingBy(
                        cell -> cell.path("state").asString(""),
                        Collectors.mapping(MixedFleetIT::ends, Collectors.toCollection(TreeSet::new))));
    }

    private static List<String> withARate(Map<String, Set<String>> states) {
        return states.entrySet().stream()
                .filter(state -> WITH_A_RATE.contains(state.getKey()))
                .flatMap(state -> state.getValue().stream())
                .toList();
    }

    private static String ends(JsonNode cell) {
        return cell.path("source").asString("") + " " + cell.path("destination").asString("");
    }

    /** Times as the old form writes them. */
    static String minutes(LocalDateTime time) {
        return time.toString().substring(0, "2026-11-22T11:00".length());
    }
}
