// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Which address a bare module name such as {@code lit} stands for: the maps that the libraries' jars bring, merged.
 *
 * <pre>
 * lit        /_static/lit/3.3.1/index.js
 * lit/       /_static/lit/3.3.1/
 * </pre>
 *
 * @param imports address by name; a name that ends with a slash stands for all names that start with it
 */
record ImportMap(TreeMap<String, String> imports) {
    private static final String IN_JAR = "META-INF/importmap.json";

    /** The chart library names its 300 separate modules; one file with all of them loads in one request. */
    private static final String CHARTS = "echarts";

    private static final String CHARTS_IN_ONE_FILE = "dist/echarts.esm.min.js";

    /**
     * Reads the maps of all jars on the class path.
     *
     * @throws UncheckedIOException when one cannot be read
     */
    static ImportMap onClassPath(ClassLoader loader) {
        TreeMap<String, String> merged = new TreeMap<>();
        try {
            for (URL url : loader.resources(IN_JAR).toList()) {
                try (InputStream in = url.openStream()) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    JsonNode imports = Json.read(text, JsonNode.class).path("imports");
                    imports.propertyStream()
                            .forEach(entry ->
                                    merged.put(entry.getKey(), entry.getValue().asString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + IN_JAR + " on the class path", e);
        }
        String charts = merged.get(CHARTS + "/");
        if (charts != null) {
            merged.put(CHARTS, charts + CHARTS_IN_ONE_FILE);
        }
        return new ImportMap(merged);
    }

    /** The entry that a browser would use for a bare name: the exact one, else the longest with a slash at its end. */
    Optional<Map.Entry<String, String>> entryFor(String name) {
        String exact = imports.get(name);
        if (exact != null) {
            return Optional.of(Map.entry(name, exact));
        }
        return imports.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/") && name.startsWith(entry.getKey()))
                .max(java.util.Comparator.comparingInt(entry -> entry.getKey().length()));
    }

    /** The JSON of an import map element with some of the entries; the same text for the same entries. */
    static String json(TreeMap<String, String> used) {
        return Json.write(Map.of("imports", used));
    }
}
