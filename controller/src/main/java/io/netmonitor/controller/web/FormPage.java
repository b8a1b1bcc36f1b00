// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The form of the prototype, {@code /configure}. Unlike the other pages it is written here, so that it also works where there is no
 * API behind it and where scripts are not allowed; its script adds comfort alone.
 *
 * <pre>{@literal
 * @key@            a text of text/configure.LANGUAGE.properties
 * @:place@         what only a request tells: the zone, the host, how many members
 * @api{ … }api@    on the port of the API; @alone{ … }alone@ elsewhere
 * }</pre>
 *
 * Immutable once loaded; safe for use by many threads.
 */
final class FormPage {
    /** Where it stands beside the other pages. */
    static final String PATH = "/configure";

    private static final Pattern PLACE = Pattern.compile("@(:?[\\w.]+)@");
    private static final Pattern WITH_API = Pattern.compile("@api\\{(.*?)}api@", Pattern.DOTALL);
    private static final Pattern ALONE = Pattern.compile("@alone\\{(.*?)}alone@", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9._-]{1,253})(:\\d{1,5})?");
    private static final Pattern COUNT = Pattern.compile("[1-9]|[1-9][0-9]");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final int MEMBERS = 2;

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    private final String template;
    private final Map<String, Map<String, String>> texts = new TreeMap<>();

    /** Reads its template and texts from the class path. */
    FormPage(ClassLoader loader) {
        this.template = Site.text(loader, "web/configure.html");
        for (String language : new String[] {"en", "zh"}) {
            texts.put(language, texts(Site.text(loader, "web/text/configure." + language + ".properties")));
        }
    }

    /** Its files are found by the links of this. */
    String template() {
        return template;
    }

    /**
     * Sends the page.
     *
     * @param zone in which times are read
     * @param api whether the API and the other pages are on this port too
     */
    void send(Context context, ZoneId zone, boolean api) {
        String language = language(context.queryParam("language"), context.header("Accept-Language"));
        String chosen = WITH_API.matcher(template).replaceAll(api ? "$1" : "");
        String html = ALONE.matcher(chosen).replaceAll(api ? "" : "$1");
        Map<String, String> words = texts.getOrDefault(language, Map.of());
        Map<String, String> places = Map.of(
                ":lang",
                language.equals("zh") ? "zh-CN" : "en",
                ":other",
                language.equals("zh") ? "en" : "zh",
                ":zone",
                zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId(),
                ":start",
                MINUTE.format(ZonedDateTime.now(zone)),
                ":host",
                host(context.header("Host")),
                ":members",
                members(context.queryParam("members"), words));
        context.header("Content-Security-Policy", POLICY);
        // With no-referrer, browsers send a form from Origin null, which is what another site's form looks like.
        context.header("Referrer-Policy", "same-origin");
        context.header("Cache-Control", "no-store");
        context.contentType("text/html; charset=utf-8")
                .result(filled(html, words, places).getBytes(StandardCharsets.UTF_8));
    }

    private static String filled(String html, Map<String, String> words, Map<String, String> places) {
        return PLACE.matcher(html).replaceAll(place -> {
            String name = place.group(1);
            String text = name.startsWith(":") ? places.get(name) : words.get(name);
            if (text == null) {
                throw new IllegalStateException("the form's page has no text for " + name);
            }
            return Matcher.quoteReplacement(name.equals(":members") ? text : escaped(text));
        });
    }

    /** As the other pages choose it, as far as a server can: what was asked for, else the browser's first language. */
    private static String language(@Nullable String asked, @Nullable String accepted) {
        String wanted = asked != null ? asked : accepted == null ? "" : accepted;
        return wanted.strip().toLowerCase(Locale.ROOT).startsWith("zh") ? "zh" : "en";
    }

    /** The name by which the browser reaches this host, where Prometheus is looked for as well. */
    private static String host(@Nullable String header) {
        Matcher host = HOST.matcher(header == null ? "" : header);
        return host.matches() ? host.group(1) : "localhost";
    }

    private static String members(@Nullable String asked, Map<String, String> words) {
        int count = asked != null && COUNT.matcher(asked).matches() ? Integer.parseInt(asked) : MEMBERS;
        String label = escaped(words.getOrDefault("member", ""));
        return IntStream.range(0, Math.max(count, MEMBERS))
                .mapToObj(i ->
                        "<li class=\"member\"><input name=\"testMembers\" autocomplete=\"off\" spellcheck=\"false\""
                                + " maxlength=\"200\" required aria-label=\"" + label + "\"></li>")
                .collect(Collectors.joining("\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Map<String, String> texts(String written) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(written));
        } catch (IOException e) {
            throw new UncheckedIOException("text in the memory cannot be read", e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
    }
}
