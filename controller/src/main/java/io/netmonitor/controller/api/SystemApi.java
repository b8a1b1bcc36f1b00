// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.controller.metrics.PrometheusSink;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The product about itself: health, metrics, probe types. */
final class SystemApi {
    private final String version;
    private final ProbeCatalog catalog;
    private final PrometheusSink prometheus;
    private final Map<String, Component> components;

    /**
     * Answers about these parts.
     *
     * @param components parts by name; those that start later come in later
     */
    SystemApi(String version, ProbeCatalog catalog, PrometheusSink prometheus, Map<String, Component> components) {
        this.version = version;
        this.catalog = catalog;
        this.prometheus = prometheus;
        this.components = components;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                                "/health",
                                "Says whether all parts do their work",
                                Success.json(200, HealthView.class),
                                this::health)
                        .or(Success.json(503, HealthView.class)),
                Route.get(
                        "/metrics",
                        "The newest result of every path for Prometheus, in its text format",
                        Success.text(PrometheusSink.CONTENT_TYPE),
                        this::metrics),
                Route.get(
                        "/api/v1/probe-types",
                        "Lists the probe types with their settings and metrics",
                        Success.json(200, new Items.Of(ProbeTypeView.class)),
                        this::probeTypes));
    }

    private void health(Context context) {
        List<PartView> parts = new ArrayList<>();
        components.forEach((name, component) -> {
            Health health = component.check();
            parts.add(new PartView(name, health.up(), health.detail()));
        });
        boolean up = parts.stream().allMatch(PartView::up);
        context.status(up ? 200 : 503).json(new HealthView(up ? "up" : "down", version, parts));
    }

    private void metrics(Context context) throws IOException {
        context.contentType(PrometheusSink.CONTENT_TYPE);
        prometheus.write(context.outputStream());
    }

    private void probeTypes(Context context) {
        List<ProbeTypeView> views = new ArrayList<>();
        catalog.all().forEach((name, description) -> views.add(view(name, description)));
        context.json(Items.all(views));
    }

    private static ProbeTypeView view(String name, ProbeDescription description) {
        return new ProbeTypeView(
                name,
                description.title(),
                description.symmetric(),
                description.exclusive(),
                description.reversible(),
                List.copyOf(description.foreign().keySet()),
                description.settings().stream().map(SettingView::of).toList(),
                description.metrics().stream().map(MetricView::of).toList());
    }

    record HealthView(String status, String version, List<PartView> components) {}

    record PartView(String name, boolean up, String detail) {}

    /**
     * A probe type.
     *
     * @param exclusive whether it needs its nodes for itself, so that its tasks' periods are on the ladder
     * @param reversible whether a measurement can be started from its destination
     * @param foreign protocols by which it measures hosts without an agent
     */
    record ProbeTypeView(
            String name,
            String title,
            boolean symmetric,
            boolean exclusive,
            boolean reversible,
            List<String> foreign,
            List<SettingView> settings,
            List<MetricView> metrics) {}

    /** A setting with its values as they are written in a task: durations as text with their unit. */
    record SettingView(
            String name,
            String title,
            String type,
            String unit,

            @com.fasterxml.jackson.annotation.JsonProperty("default")
            Object defaultValue,

            Object min,
            Object max,
            String help) {
        static SettingView of(Setting setting) {
            return new SettingView(
                    setting.name(),
                    setting.title(),
                    setting.type().label(),
                    setting.unit().label(),
                    setting.written(setting.defaultValue()),
                    setting.written(setting.min()),
                    setting.written(setting.max()),
                    setting.help());
        }
    }

    /** A metric; {@code value} names the field of results that holds it, {@code low} and {@code high} name the metrics that are the ends of its interval. */
    record MetricView(
            String name,
            String title,
            String direction,
            String unit,
            String mirror,
            String value,
            @Nullable String low,
            @Nullable String high) {
        static MetricView of(Metric metric) {
            return new MetricView(
                    metric.name(),
                    metric.title(),
                    metric.direction().label(),
                    metric.unit().label(),
                    metric.mirror(),
                    metric.value(),
                    metric.low(),
                    metric.high());
        }
    }
}
