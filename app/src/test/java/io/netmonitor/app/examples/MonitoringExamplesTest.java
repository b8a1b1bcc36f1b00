// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What people copy has the form that Prometheus and Grafana document. */
class MonitoringExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    @Test
    void prometheusTakesItsConfiguration() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROMTOOL), "needs Debian package prometheus");

        Process promtool = new ProcessBuilder(
                        PROMTOOL.toString(),
                        "check",
                        "config",
                        EXAMPLES.resolve("prometheus.yml").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    @Test
    void grafanaIsGivenAPrometheusAndAFolderOfDashboards() throws IOException {
        JsonNode source = yaml("provisioning/datasources/netmonitor.yaml");
        JsonNode provider = yaml("provisioning/dashboards/netmonitor.yaml");

        assertThat(source.path("apiVersion").intValue()).isEqualTo(1);
        assertThat(source.at("/datasources/0/type").stringValue()).isEqualTo("prometheus");
        assertThat(source.at("/datasources/0/url").stringValue()).isEqualTo("http://localhost:9090");
        assertThat(provider.path("apiVersion").intValue()).isEqualTo(1);
        assertThat(provider.at("/providers/0/type").stringValue()).isEqualTo("file");
        assertThat(provider.at("/providers/0/options/path").stringValue()).startsWith("/");
    }

    @Test
    void theDashboardsPanelsHaveIdsPlacesAndTheChosenSource() throws IOException {
        Dashboard dashboard = Dashboard.example();
        Set<Integer> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();

        assertThat(dashboard.json().path("schemaVersion").intValue()).isEqualTo(39);
        assertThat(dashboard.json().at("/templating/list/0/type").stringValue()).isEqualTo("datasource");
        for (JsonNode panel : dashboard.panels()) {
            assertThat(ids.add(panel.path("id").intValue())).isTrue();
            assertThat(panel.path("type").stringValue()).isIn("row", "stat", "table", "timeseries");
            assertPlace(panel.path("gridPos"), taken);
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.at("/datasource/uid").stringValue()).isEqualTo("${datasource}");
            }
        }
    }

    /** Each square of the 24 columns is taken once. */
    private static void assertPlace(JsonNode place, Set<String> taken) {
        for (int x = 0; x < place.path("w").intValue(); x++) {
            for (int y = 0; y < place.path("h").intValue(); y++) {
                int column = place.path("x").intValue() + x;
                assertThat(column).isLessThan(24);
                assertThat(taken.add(column + " " + (place.path("y").intValue() + y)))
                        .isTrue();
            }
        }
    }

    private static JsonNode yaml(String file) throws IOException {
        return new YAMLMapper()
                .readTree(EXAMPLES.resolve("grafana").resolve(file).toFile());
    }
}
