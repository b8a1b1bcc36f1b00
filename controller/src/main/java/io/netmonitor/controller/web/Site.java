// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All files that the page can reach, found by following its links and the imports of its modules. An address is looked up
 * whole, so there is no path to climb out of. Built by one thread; read by many once built.
 */
final class Site {
    private static final Pattern LINKED = Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css|svg|ico))\"");
    private static final Pattern IMPORTED = Pattern.compile("\\b(?:from|import)\\s*\\(?\\s*[\"']([\\w@./-]+)[\"']");
    private static final String LIBRARIES = "/_static/";

    /** Bundles import nothing; reading a megabyte to learn that would only delay the start. */
    private static final String BUNDLE = ".min.js";

    private final ClassLoader loader;
    private final ImportMap map;
    private final Map<String, Asset> assets = new HashMap<>();
    private final TreeMap<String, String> used = new TreeMap<>();
    private final Deque<String> waiting = new ArrayDeque<>();

    private Site(ClassLoader loader) {
        this.loader = loader;
        this.map = ImportMap.onClassPath(loader);
    }

    /**
     * Follows the links of a page.
     *
     * @throws IllegalStateException naming the file and the import that leads nowhere
     */
    static Site reachableFrom(String html, ClassLoader loader) {
        Site site = new Site(loader);
        Matcher links = LINKED.matcher(html);
        while (links.find()) {
            site.waiting.add(links.group(1));
        }
        while (!site.waiting.isEmpty()) {
            site.visit(site.waiting.remove());
        }
        return site;
    }

    Optional<Asset> find(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    Set<String> paths() {
        return Set.copyOf(assets.keySet());
    }

    /** The import map with just the names that are imported. */
    String importMap() {
        return ImportMap.json(used);
    }

    private void visit(String path) {
        if (assets.containsKey(path)) {
            return;
        }
        String cacheControl = path.startsWith(LIBRARIES) ? Asset.IMMUTABLE : Asset.REVALIDATE;
        Asset asset = Asset.of(path, read(resourceOf(path)), cacheControl);
        assets.put(path, asset);
        if (path.endsWith(".js") && !path.endsWith(BUNDLE)) {
            Matcher imports = IMPORTED.matcher(asset.text());
            while (imports.find()) {
                waiting.add(resolve(path, imports.group(1)));
            }
        }
    }

    private String resolve(String from, String name) {
        if (name.startsWith("/")) {
            return name;
        }
        if (name.startsWith("./") || name.startsWith("../")) {
            return URI.create(from).resolve(name).getPath();
        }
        Map.Entry<String, String> entry = map.entryFor(name)
                .orElseThrow(() -> new IllegalStateException(
                        from + " imports " + name + ", which no jar on the class path brings"));
        used.put(entry.getKey(), entry.getValue());
        return entry.getValue() + name.substring(entry.getKey().length());
    }

    private static String resourceOf(String path) {
        if (path.startsWith(LIBRARIES)) {
            return "META-INF/resources" + path;
        }
        return path.startsWith("/web/") ? path.substring(1) : "web" + path;
    }

    private byte[] read(String resource) {
        return bytes(loader, resource);
    }

    static byte[] bytes(ClassLoader loader, String resource) {
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the web UI needs a file that is not on the class path: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + " on the class path", e);
        }
    }

    static String text(ClassLoader loader, String resource) {
        return new String(bytes(loader, resource), StandardCharsets.UTF_8);
    }
}
