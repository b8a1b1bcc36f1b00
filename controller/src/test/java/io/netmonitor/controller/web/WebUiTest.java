// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebUiTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Javalin server;

    @BeforeAll
    static void startServer() {
        WebUi ui = WebUi.load();
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    ui.register(config, ZoneOffset.UTC);
                    config.routes.get("/api/v1/nodes", ctx -> ctx.json("{}"));
                })
                .start("127.0.0.1", 0);
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/path",
                "/path?task=wan&source=a&destination=b",
                "/tasks/new",
                "/tasks/new/",
                "/tasks/edit?task=wan"
            })
    void servesThePageAtEachAddressOfAPage(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(response.body()).contains("<nm-app></nm-app>").doesNotContain("@importmap@");
    }

    @Test
    void allowsItsImportMapByHashAndNoOtherInlineElement() throws Exception {
        HttpResponse<String> response = get("/");
        Matcher map = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                .matcher(response.body());
        assertThat(map.find()).isTrue();
        String hash = Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8)));

        assertThat(header(response, "Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self' 'sha256-" + hash + "'; style-src 'self'; ")
                .contains("frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(response.body()).doesNotContain("<style", " style=", "onclick");
        assertThat(Pattern.compile("<script").matcher(response.body()).results())
                .hasSize(2);
    }

    @Test
    void mapsOnlyWhatIsImportedAndTheChartsToOneFile() throws Exception {
        assertThat(get("/").body())
                .contains("\"lit\":\"/_static/lit/", "\"echarts\":\"/_static/echarts/6.0.0/dist/echarts.esm.min.js\"")
                .doesNotContain("zrender", "tslib", "trusted-types");
    }

    @ParameterizedTest
    @CsvSource({
        "/web/app.js, text/javascript; charset=utf-8, no-cache",
        "/web/style/tokens.css, text/css; charset=utf-8, no-cache",
        "/favicon.svg, image/svg+xml, no-cache",
        "/favicon.ico, image/x-icon, no-cache",
        "/_static/lit/3.3.1/index.js, text/javascript; charset=utf-8, 'public, max-age=31536000, immutable'",
        "/_static/echarts/6.0.0/dist/echarts.esm.min.js, text/javascript; charset=utf-8, 'public, max-age=31536000, immutable'"
    })
    void sendsFilesWithTheirTypeAndLifetime(String path, String type, String lifetime) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo(type);
        assertThat(header(response, "Cache-Control")).isEqualTo(lifetime);
        assertThat(header(response, "ETag")).matches("\"[\\w-]{22}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/web/app.js", "/api/v1/nodes", "/nowhere", "/_static/lit/3.3.1/index.js"})
    void keepsBrowsersFromGuessingTypesAndFraming(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(response, "Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/path", "/tasks/new", "/web/app.js", "/favicon.ico", "/_static/lit/3.3.1/index.js"})
    void answersHeadAsGetWithoutBody(String path) throws Exception {
        HttpResponse<String> get = get(path);
        HttpResponse<String> head = send(request(path)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"Content-Type", "ETag", "Cache-Control", "Content-Security-Policy"}) {
            assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
        }
    }

    @Test
    void doesNotSendAgainWhatTheBrowserHas() throws Exception {
        String etag = header(get("/"), "ETag");

        HttpResponse<String> same =
                send(request("/").header("If-None-Match", "\"x\", W/" + etag).build());
        HttpResponse<String> other =
                send(request("/").header("If-None-Match", "\"x\"").build());

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(header(same, "ETag")).isEqualTo(etag);
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void servesNothingOfALibraryThatIsNotImported() throws Exception {
        assertThat(get("/_static/lit/3.3.1/decorators.js").statusCode()).isEqualTo(404);
        assertThat(get("/_static/echarts/6.0.0/index.js").statusCode()).isEqualTo(404);
        assertThat(get("/_static/lit/3.3.1/package.json").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/web/../index.html",
                "/web/..%2f..%2fMETA-INF/MANIFEST.MF",
                "/web/%2e%2e/%2e%2e/META-INF/MANIFEST.MF",
                "/_static/../../META-INF/importmap.json",
                "/web//etc/passwd",
                "/web/app.js/../../io/netmonitor/controller/web/WebUi.class"
            })
    void doesNotLeaveItsFolders(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Manifest-Version", "\"imports\" :", "root:");
    }

    @Test
    void showsPeopleAPageForUnknownAddresses() throws Exception {
        HttpResponse<String> page =
                send(request("/nowhere").header("Accept", "text/html,*/*").build());

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("<nm-app></nm-app>");
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(header(page, "Content-Security-Policy")).contains("sha256-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nowhere", "/agent/v1/nowhere", "/web/nowhere.js", "/_static/nowhere.js"})
    void leavesUnknownAddressesOfProgramsAlone(String path) throws Exception {
        HttpResponse<String> answer =
                send(request(path).header("Accept", "text/html").build());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("nm-app");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("absent");
    }

    /** HTTP clients tidy paths up before they send them. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
