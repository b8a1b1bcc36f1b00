// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages for people. All of them are one document; its modules read the address and draw the page.
 *
 * <p>Browsers may run, load and ask only what comes from here. The import map is the one inline element and is allowed by
 * its hash (Content Security Policy Level 3, section 2.3.1). Immutable once loaded; safe for use by many threads.
 */
public final class WebUi {
    private static final List<String> PAGES = List.of("/", "/path", "/tasks/new", "/tasks/edit");

    /** Programs ask here and read their own errors, so a page for people would be in the way. */
    private static final List<String> NOT_FOR_PEOPLE = List.of("/api/", "/agent/", "/web/", "/_static/");

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final String PLACE_OF_MAP = "@importmap@";

    private final Site site;
    private final Asset page;
    private final String policy;

    private WebUi(Site site, String html) {
        String map = site.importMap();
        this.site = site;
        this.page = Asset.of(
                "/index.html", html.replace(PLACE_OF_MAP, map).getBytes(StandardCharsets.UTF_8), Asset.REVALIDATE);
        this.policy = policy(Asset.sha256(map.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads the page and everything that it can reach from the class path.
     *
     * @throws IllegalStateException when a file is missing there, naming it
     */
    public static WebUi load() {
        ClassLoader loader = WebUi.class.getClassLoader();
        String html = Site.text(loader, "web/index.html");
        return new WebUi(Site.reachableFrom(html, loader), html);
    }

    /**
     * Adds the pages, their files, the page for unknown addresses, and headers for <em>every</em> answer of the server
     * that keep browsers from framing it or guessing its type.
     */
    public void register(JavalinConfig config) {
        config.routes.before(WebUi::guard);
        for (String path : PAGES) {
            config.routes.get(path, this::sendPage);
            config.routes.head(path, this::sendPage);
        }
        for (String path : site.paths()) {
            config.routes.get(path, ctx -> send(ctx, site.find(path).orElseThrow()));
            config.routes.head(path, ctx -> send(ctx, site.find(path).orElseThrow()));
        }
        config.routes.error(404, this::sendNotFound);
    }

    private static void guard(Context ctx) {
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Content-Security-Policy", NOTHING);
    }

    private void sendPage(Context ctx) {
        ctx.header("Content-Security-Policy", policy);
        send(ctx, page);
    }

    private void sendNotFound(Context ctx) {
        String accept = ctx.header("Accept");
        boolean person = accept != null && accept.contains("text/html");
        if (person && NOT_FOR_PEOPLE.stream().noneMatch(ctx.path()::startsWith)) {
            ctx.header("Content-Security-Policy", policy);
            ctx.header("Cache-Control", "no-store");
            ctx.contentType(page.contentType()).result(page.bytes());
        }
    }

    private static void send(Context ctx, Asset asset) {
        ctx.header("ETag", asset.etag());
        ctx.header("Cache-Control", asset.cacheControl());
        if (isKnown(ctx.header("If-None-Match"), asset.etag())) {
            ctx.status(304);
            return;
        }
        ctx.contentType(asset.contentType()).result(asset.bytes());
    }

    private static boolean isKnown(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || known.equals(etag) || known.equals("W/" + etag));
    }

    private static String policy(byte[] mapHash) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(mapHash) + "'",
                "style-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self'",
                "form-action 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }
}
