// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.app.command.ProductJava;
import io.netmonitor.lab.Link;
import io.netmonitor.testkit.fleet.Api;
import io.netmonitor.testkit.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nodes that others cannot reach: n01 behind a translator of addresses, n04 because its operator says so. */
class HiddenNodesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void nodesThatCannotBeReachedStartTheirMeasurementsThemselves() throws Exception {
        assumeThat(Fleet.missing()).as(Fleet.missing()).isEmpty();
        List<String> nodes = Fleet.names(4);
        try (Fleet fleet = Fleet.up("hidden", ProductJava.command(), folder, nodes, Link.ofMbits(20))) {
            fleet.hide("n01");
            fleet.give("n04", "--no-inbound");
            fleet.startController();
            fleet.startAgents();
            Api api = fleet.api();

            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode hidden = api.get("/api/v1/nodes/n01");
                assertThat(hidden.path("reachable").asBoolean(true)).isFalse();
                assertThat(hidden.path("seenAs").asString("")).isNotEmpty();
                assertThat(hidden.path("addresses").valueStream().map(JsonNode::asString))
                        .doesNotContain(hidden.path("seenAs").asString(""));
                assertThat(api.get("/api/v1/nodes/n04").path("reachable").asBoolean(true))
                        .isFalse();
            });
            api.send("PUT", "/api/v1/tasks/delay", task("delay", "basic", "2s", nodes))
                    .expect(200);
            api.send("PUT", "/api/v1/tasks/rate", task("rate", "bandwidth", "30s", nodes))
                    .expect(200);

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(state(api, "delay", "n02", "n01")).isEqualTo("measured by n01");
                assertThat(state(api, "delay", "n02", "n04")).isEqualTo("measured by n04");
                assertThat(state(api, "rate", "n02", "n01")).isEqualTo("measured by n01");
                assertThat(state(api, "rate", "n01", "n02")).isEqualTo("measured by n01");
                assertThat(state(api, "rate", "n03", "n02")).isEqualTo("measured by n03");
            });
            JsonNode neither = why(api, "delay", "n01", "n04");
            assertThat(neither.path("state").asString("")).isEqualTo("not-planned");
            assertThat(neither.path("reason").asString("")).contains("neither n04 nor n01 can be reached");
            assertThat(api.get("/api/v1/mesh?task=delay").path("cells").valueStream())
                    .filteredOn(cell -> cell.path("state").asString("").equals("unmeasurable"))
                    .extracting(cell -> cell.path("source").asString("") + " "
                            + cell.path("destination").asString(""))
                    .containsExactlyInAnyOrder("n01 n04", "n04 n01");
        }
    }

    private static Map<String, Object> task(String name, String kind, String period, List<String> members) {
        return Map.of("name", name, "kind", kind, "period", period, "members", members);
    }

    private static String state(Api api, String task, String source, String destination)
            throws IOException, InterruptedException {
        JsonNode why = why(api, task, source, destination);
        return why.path("state").asString("") + " by " + why.path("measuredBy").asString("");
    }

    private static JsonNode why(Api api, String task, String source, String destination)
            throws IOException, InterruptedException {
        return api.get("/api/v1/why?task=" + task + "&source=" + source + "&destination=" + destination);
    }
}
