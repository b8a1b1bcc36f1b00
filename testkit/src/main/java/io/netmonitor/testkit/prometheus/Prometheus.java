// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A real Prometheus on loopback. For one thread. */
public final class Prometheus implements AutoCloseable {
    private final Server server;

    private Prometheus(Server server) {
        this.server = server;
    }

    /**
     * Starts one; skips the running test when it is not installed.
     *
     * @param config its configuration file
     * @param data an empty folder
     */
    public static Prometheus start(Path config, Path data) throws IOException {
        return new Prometheus(Server.start(
                "/usr/bin/prometheus",
                "prometheus",
                List.of("--config.file=" + config, "--storage.tsdb.path=" + data),
                "127.0.0.1"));
    }

    /** What a query gives now. */
    public List<Sample> query(String promql) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode one : data("/api/v1/query?query=" + encoded(promql)).path("result")) {
            samples.add(sample(one, one.path("value")));
        }
        return samples;
    }

    /** What a query gives in the last minute, of each series the newest value. */
    public List<Sample> queryRange(String promql) throws IOException {
        // Rounded up, since the newest may have come in this very second.
        long now = System.currentTimeMillis() / 1_000 + 1;
        String range = "&start=" + (now - 60) + "&end=" + now + "&step=1";
        List<Sample> samples = new ArrayList<>();
        for (JsonNode one :
                data("/api/v1/query_range?query=" + encoded(promql) + range).path("result")) {
            JsonNode values = one.path("values");
            samples.add(sample(one, values.path(values.size() - 1)));
        }
        return samples;
    }

    /** The values of a label among the series that a selector matches. */
    public List<String> labelValues(String label, String selector) throws IOException {
        List<String> values = new ArrayList<>();
        data("/api/v1/label/" + label + "/values?match%5B%5D=" + encoded(selector))
                .forEach(value -> values.add(value.stringValue()));
        return values;
    }

    private JsonNode data(String path) throws IOException {
        HttpResponse<String> answer = server.get(path);
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode() + " to " + path + ": " + answer.body());
        }
        return Json.read(answer.body(), JsonNode.class).path("data");
    }

    private static Sample sample(JsonNode series, JsonNode point) {
        Map<String, String> labels = new LinkedHashMap<>();
        series.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().stringValue()));
        return new Sample(labels, Double.parseDouble(point.path(1).stringValue()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }

    /** A value of a series. */
    public record Sample(Map<String, String> labels, double value) {
        public Sample {
            labels = Map.copyOf(labels);
        }
    }
}
