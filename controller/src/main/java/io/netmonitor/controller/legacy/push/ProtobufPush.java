// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.outside.OutsideText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prometheus' protobuf format, delimited: before each {@code io.prometheus.client.MetricFamily} stands its length. Read by hand, as far
 * as it is needed here; what else the messages hold is skipped.
 *
 * <pre>
 * MetricFamily  1 name   3 type (1 gauge, 3 untyped)   4 metric*
 * Metric        1 label*   2 gauge   5 untyped
 * LabelPair     1 name   2 value
 * Gauge, Untyped  1 value (double)
 * </pre>
 */
final class ProtobufPush {
    private static final int GAUGE = 1;
    private static final int UNTYPED = 3;

    private ProtobufPush() {}

    /** The samples of the prototype's gauge. */
    static List<Sample> read(byte[] octets) throws RefusedException {
        ProtobufCursor all = new ProtobufCursor(octets);
        List<Sample> samples = new ArrayList<>();
        int series = 0;
        while (all.hasMore()) {
            Family family = family(all.message());
            series += family.metrics().size();
            PushedBody.requireFew(series);
            if (family.isOurs()) {
                for (ProtobufCursor metric : family.metrics()) {
                    samples.add(sample(metric, family.type() == GAUGE ? 2 : 5));
                }
            }
        }
        return samples;
    }

    private record Family(String name, long type, List<ProtobufCursor> metrics) {
        boolean isOurs() {
            return name.equals(Sample.FAMILY) && (type == GAUGE || type == UNTYPED);
        }
    }

    private static Family family(ProtobufCursor message) throws RefusedException {
        String name = "";
        long type = 0;
        List<ProtobufCursor> metrics = new ArrayList<>();
        while (message.nextField()) {
            if (message.isMessage(1)) {
                name = message.message().text();
            } else if (message.isNumber(3)) {
                type = message.number();
            } else if (message.isMessage(4)) {
                metrics.add(message.message());
                PushedBody.requireFew(metrics.size());
            } else {
                message.skip();
            }
        }
        return new Family(name, type, metrics);
    }

    private static Sample sample(ProtobufCursor metric, int valueField) throws RefusedException {
        Map<String, String> labels = new HashMap<>();
        double value = Double.NaN;
        while (metric.nextField()) {
            if (metric.isMessage(1)) {
                addLabel(metric.message(), labels);
            } else if (metric.isMessage(valueField)) {
                value = value(metric.message());
            } else {
                metric.skip();
            }
        }
        return new Sample(labels, value);
    }

    private static void addLabel(ProtobufCursor pair, Map<String, String> labels) throws RefusedException {
        String name = "";
        String value = "";
        while (pair.nextField()) {
            if (pair.isMessage(1)) {
                name = pair.message().text();
            } else if (pair.isMessage(2)) {
                value = pair.message().text();
            } else {
                pair.skip();
            }
        }
        if (labels.put(name, value) != null) {
            throw new RefusedException(Refusal.UNREADABLE, "has a label twice: " + OutsideText.brief(name));
        }
    }

    /** A value that is 0 may be left out. */
    private static double value(ProtobufCursor gauge) throws RefusedException {
        double value = 0;
        while (gauge.nextField()) {
            if (gauge.isDouble(1)) {
                value = gauge.real();
            } else {
                gauge.skip();
            }
        }
        return value;
    }
}
