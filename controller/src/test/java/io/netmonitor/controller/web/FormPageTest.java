// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static io.netmonitor.controller.web.InBrowser.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.netmonitor.testkit.browser.Browser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The prototype's form in browsers of both languages: beside the API, on a port of its own, and without scripts. */
final class FormPageTest {
    private static final String REFUSAL =
            "taskName: has a slash: a/b\ntestMembers: has one twice, as bj and as 192.0.2.1\nbody: is odd";

    /** Chromium's helpers may still write there when it has quit. */
    @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
    private Path profile;

    /** Forms that were sent, each with the header by which a browser says where they come from. */
    private final List<String> posted = new CopyOnWriteArrayList<>();

    private UiServer beside;
    private Javalin alone;

    @BeforeEach
    void start() {
        beside = new UiServer(config -> config.routes.post("/submit", this::submit));
        alone = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    WebUi.load().registerForm(config, ZoneId.of("Asia/Shanghai"));
                    config.routes.post("/submit", this::submit);
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        beside.close();
        alone.stop();
    }

    private void submit(Context context) {
        posted.add(context.header("Origin") + " " + context.body());
        boolean bad = URLDecoder.decode(context.body(), StandardCharsets.UTF_8).contains("a/b");
        context.status(bad ? 400 : 200)
                .contentType("text/plain; charset=utf-8")
                .result(bad ? REFUSAL : "Task configuration has been saved");
    }

    @Test
    void worksWithoutTheApiAndSendsWhatThePrototypesFormSent() {
        try (Browser browser = browser("zh-CN", false, aloneOrigin())) {
            browser.open("/");
            browser.await(".add-member");
            assertThat(browser.driver().getTitle()).startsWith("配置测量任务");
            assertThat(browser.text("h1")).isEqualTo("配置测量任务");
            assertThat(browser.text("form")).contains("任务名称", "任务描述", "测量周期", "Asia/Shanghai");
            assertThat(browser.text(".results")).startsWith("监控结果");
            assertThat(browser.find(".results").getAttribute("href"))
                    .isEqualTo("http://127.0.0.1:9090/graph?g0.expr=netmonitor&g0.tab=0");
            assertThat(browser.find(".results").getAttribute("target")).isEqualTo("_blank");
            assertThat(browser.count("nav, .nodes")).isZero();

            fill(browser, "带宽 1", "fd00:77::1", "10.77.0.2");
            browser.click(".add-member");
            browser.find(".member:nth-child(3) input").sendKeys("node3");
            browser.click(".add-member");
            browser.click(".member:nth-child(1) button");
            browser.click("select[name=taskType] option[value=AB]");
            browser.click("button[type=submit]");

            until(() -> browser.text(".outcome").contains("任务配置已保存"));
            assertThat(posted)
                    .containsExactly(aloneOrigin()
                            + " taskName=%E5%B8%A6%E5%AE%BD+1&taskType=AB&taskDescription=&taskStartTime=2030-01-02T03%3A04"
                            + "&taskEndTime=2030-01-02T05%3A04&measurementPeriod=60&measurementPeriodUnit=seconds"
                            + "&testMembers=10.77.0.2&testMembers=node3");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.foreignRequests()).isEmpty();
        }
    }

    @Test
    void offersNodesBesideTheApiAndTellsFaultsAtTheirFields() {
        try (Browser browser = browser("en-GB", false, beside.origin())) {
            browser.open("/tasks/new");
            browser.click("a[href='/configure']");
            browser.await(".node-chips button");
            assertThat(browser.text("h1")).isEqualTo("Configure a measurement task");
            assertThat(browser.text("nav")).contains("Overview", "New task");
            assertThat(browser.text(".results")).startsWith("Results");

            browser.click("button[type=submit]");
            assertThat(browser.text("[data-field=taskName]")).isEqualTo("is missing");
            assertThat(browser.text("[data-field=testMembers]")).isEqualTo("name two members at least");
            assertThat(posted).isEmpty();

            fill(browser, "a/b", "192.0.2.1");
            browser.click(".node-chips button[value=bj]");
            assertThat(browser.evaluate("document.querySelectorAll('.member input')[1].value"))
                    .isEqualTo("bj");
            assertThat(browser.complaints()).isEmpty();
            browser.click("button[type=submit]");

            until(() -> browser.text("[data-field=taskName]").equals("has a slash: a/b"));
            assertThat(browser.text("[data-field=testMembers]")).isEqualTo("has one twice, as bj and as 192.0.2.1");
            assertThat(browser.text(".refusal")).contains("not accepted", "body: is odd");
            assertThat(browser.count("#taskName[aria-invalid=true]")).isEqualTo(1);
            browser.complaints(); // the browser logs every status of 400

            browser.click(".node-chips button[value=bj]");
            browser.click(".node-chips button[value=sh]");
            replace(browser, "#taskName", "wan");
            browser.click("button[type=submit]");

            browser.await(".outcome:not([hidden])");
            assertThat(browser.find(".mesh").getAttribute("href")).endsWith("/?task=wan");
            assertThat(browser.count("[aria-invalid=true], .note.fault, .refusal:not([hidden])"))
                    .isZero();
            assertThat(posted.getLast()).endsWith("&testMembers=192.0.2.1&testMembers=sh");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.foreignRequests()).isEmpty();
        }
    }

    @Test
    void worksWithoutScripts() {
        try (Browser browser = browser("en-GB", false, aloneOrigin())) {
            browser.driver().executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
            browser.open("/configure");
            browser.click("noscript a[href='?members=3']");
            assertThat(browser.count(".member input")).isEqualTo(3);

            fill(browser, "plain", "10.77.0.1", "10.77.0.2", "10.77.0.3");
            browser.click("button[type=submit]");

            until(() -> browser.text("body").equals("Task configuration has been saved"));
            assertThat(posted)
                    .as("as from our own page, although pages tell no others where they come from")
                    .singleElement()
                    .asString()
                    .startsWith(aloneOrigin() + " taskName=plain&taskType=Basic&taskDescription=&testMembers=10.77.0.1"
                            + "&testMembers=10.77.0.2&testMembers=10.77.0.3&");
        }
    }

    @Test
    void remembersTheLanguageAsTheOtherPagesDo() {
        try (Browser browser = browser("en-GB", false, beside.origin())) {
            browser.open("/configure");
            browser.await(".add-member");
            browser.click(".language");
            until(() -> browser.text("h1").equals("配置测量任务"));

            browser.open("/");
            browser.await("nm-mesh-grid[data-ready]");
            assertThat(browser.text("nav")).contains("总览");
            browser.click("button.language");
            until(() -> browser.text("nav").contains("Overview"));

            browser.open("/configure");
            until(() -> browser.text("h1").equals("Configure a measurement task"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private String aloneOrigin() {
        return "http://127.0.0.1:" + alone.port();
    }

    private Browser browser(String language, boolean dark, String origin) {
        return new Browser(profile, language, dark, origin);
    }

    private static void fill(Browser browser, String name, String... members) {
        replace(browser, "#taskName", name);
        List<WebElement> inputs = browser.driver().findElements(By.cssSelector(".member input"));
        for (int i = 0; i < members.length; i++) {
            inputs.get(i).sendKeys(members[i]);
        }
        for (String[] time :
                new String[][] {{"#taskStartTime", "2030-01-02T03:04"}, {"#taskEndTime", "2030-01-02T05:04"}}) {
            browser.driver()
                    .executeCdpCommand(
                            "Runtime.evaluate",
                            Map.of(
                                    "expression",
                                    "document.querySelector('" + time[0] + "').value = '" + time[1] + "'"));
        }
    }

    private static void replace(Browser browser, String selector, String text) {
        WebElement input = Objects.requireNonNull(browser.find(selector));
        input.clear();
        input.sendKeys(text);
    }
}
