// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The pages for people. All of them but the prototype's form are one document; its modules read the address and draw the page.
 *
 * <p>Browsers may run, load and ask only what comes from here. The import map is the one inline element and is allowed by
 * its hash (Content Security Policy Level 3, section 2.3.1). Immutable once loaded; safe for use by many threads.
 */
public final class WebUi {
    private static final List<String> PAGES = List.of("/", "/path", "/tasks/new", "/tasks/edit");

    /** Programs ask here and read their own errors, so a page for people would be in the way. */
    private static final List<String> NOT_FOR_PEOPLE = List.of("/api/", "/agent/", "/web/", "/_static/");

    /** Who asks for a task's file is told in words why there is none. */
    private static final String TASK_FILE = ".json";

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final String PLACE_OF_MAP = "@importmap@";

    private final Site site;
    private final Asset page;
    private final String policy;
    private final FormPage form;
    private final Site filesOfForm;

    private WebUi(Site site, String html, FormPage form, Site filesOfForm) {
        String map = site.importMap();
        this.site = site;
        this.form = form;
        this.filesOfForm = filesOfForm;
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
        FormPage form = new FormPage(loader);
        return new WebUi(Site.reachableFrom(html, loader), html, form, Site.reachableFrom(form.template(), loader));
    }

    /**
     * Adds the pages, their files, the page for unknown addresses, and headers for <em>every</em> answer of the server
     * that keep browsers from framing it or guessing its type.
     *
     * @param zone in which the prototype's form reads times
     */
    public void register(JavalinConfig config, ZoneId zone) {
        config.routes.before(WebUi::guard);
        for (String path : PAGES) {
            config.routes.get(path, this::sendPage);
            config.routes.head(path, this::sendPage);
        }
        Set<String> files = new TreeSet<>(site.paths());
        files.forEach(path -> registerFile(config, path, site));
        filesOfForm.paths().stream()
                .filter(path -> !files.contains(path))
                .forEach(path -> registerFile(config, path, filesOfForm));
        registerForm(config, FormPage.PATH, zone, true);
        config.routes.error(404, this::sendNotFound);
    }

    /**
     * Adds the page of the prototype's form, its files and nothing else, for a server on which there is no API.
     *
     * @param zone in which it reads times
     */
    public void registerForm(JavalinConfig config, ZoneId zone) {
        config.routes.before(WebUi::guard);
        filesOfForm.paths().forEach(path -> registerFile(config, path, filesOfForm));
        registerForm(config, "/", zone, false);
        registerForm(config, FormPage.PATH, zone, false);
    }

    private void registerForm(JavalinConfig config, String path, ZoneId zone, boolean api) {
        config.routes.get(path, ctx -> form.send(ctx, zone, api));
        config.routes.head(path, ctx -> form.send(ctx, zone, api));
    }

    private static void registerFile(JavalinConfig config, String path, Site from) {
        config.routes.get(path, ctx -> send(ctx, from.find(path).orElseThrow()));
        config.routes.head(path, ctx -> send(ctx, from.find(path).orElseThrow()));
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
        if (person && !ctx.path().endsWith(TASK_FILE) && NOT_FOR_PEOPLE.stream().noneMatch(ctx.path()::startsWith)) {
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
