// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values that have no column, as flat JSON: {@code {"extra.count":3,"extra.share":0.5}}. */
final class OtherValues {
    private OtherValues() {}

    static String write(Map<String, Object> values) {
        return Json.write(values);
    }

    static Map<String, Object> read(String json) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<?, ?> read = Json.read(json, Map.class);
        for (Map.Entry<?, ?> entry : read.entrySet()) {
            // JSON knows no widths: a whole number was a long, and one with a point or exponent a double.
            Object value = entry.getValue() instanceof Integer narrow ? Long.valueOf(narrow) : entry.getValue();
            values.put(String.valueOf(entry.getKey()), value);
        }
        return values;
    }
}
