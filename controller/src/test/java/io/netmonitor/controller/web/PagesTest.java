// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.testkit.browser.Browser;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The pages as a visitor with an English browser finds them. */
final class PagesTest {
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final String PATH = "/path?task=wan&source=bj&destination=sh&family=ipv4";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path profile;

    @SuppressWarnings("NullAway.Init")
    private static UiServer server;

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    @BeforeAll
    static void openBrowser() {
        server = new UiServer();
        browser = new Browser(profile, "en-GB", false, server.origin());
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
        server.close();
    }

    @BeforeEach
    void answerAsUsual() {
        server.api.reset();
        browser.complaints();
        browser.foreignRequests();
    }

    @AfterEach
    void findNothingToComplainOf() {
        assertThat(browser.foreignRequests()).isEmpty();
        if (!server.api.complained) {
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void overviewDrawsTheMeshAndSaysWhenItHas() {
        browser.open("/");
        browser.await("nm-mesh-grid[data-ready]");

        assertThat(browser.count(".mesh tbody tr")).isEqualTo(6);
        assertThat(browser.count(".mesh a.cell")).isEqualTo(30);
        assertThat(browser.text(cell("bj", "gz"))).contains("2.31\u202fms", "loss 0\u202f%");
        assertThat(browser.text(cell("bj", "sh"))).contains("loss 2.1\u202f%");
        assertThat(browser.text(cell("bj", "wh"))).contains("unreachable");
        assertThat(browser.count(".cell.pending")).isOne();
        assertThat(browser.count(".cell.stale")).isEqualTo(5);
        assertThat(browser.count(".swatches li")).isGreaterThan(2);
    }

    @Test
    void gridIsNotReadyBeforeTheFirstResult() {
        server.api.nothingMeasured = true;
        browser.open("/");
        browser.await(".cell.pending");
        assertThat(browser.count("nm-mesh-grid[data-ready]")).isZero();

        server.api.nothingMeasured = false;
        browser.await("nm-mesh-grid[data-ready]");
    }

    @Test
    void metricCanBeChosenAndIsKeptInTheAddress() {
        browser.open("/");
        browser.await("nm-mesh-grid[data-ready]");
        browser.click("select[name=metric] option[value=lossForward]");

        browser.await(".cell.loss-4");
        assertThat(browser.text(cell("bj", "sh"))).contains("2.1\u202f%", "RTT");
        assertThat(browser.driver().getCurrentUrl()).contains("metric=lossForward");
    }

    @Test
    void pointerOnACellShowsWhatIsKnownOfIt() {
        browser.open("/");
        browser.await("nm-mesh-grid[data-ready]");
        new Actions(browser.driver())
                .moveToElement(browser.find(cell("bj", "hk")))
                .perform();

        browser.await(".mesh-card");
        assertThat(browser.text(".mesh-card"))
                .contains(
                        "bj → hk",
                        "hk → bj",
                        "round trip",
                        "±824\u202fµs",
                        "clock not synchronized",
                        "measured ",
                        " ago");

        new Actions(browser.driver())
                .moveToElement(browser.find(cell("bj", "wh")))
                .perform();
        Awaitility.await().until(() -> browser.text(".mesh-card").contains("ICMP host unreachable from 10.1.0.254"));
    }

    @Test
    void cellLeadsToThePathWithoutANewDocument() {
        browser.open("/");
        browser.await("nm-mesh-grid[data-ready]");
        browser.driver().executeScript("window.same = true");
        browser.click(cell("bj", "sh"));

        browser.await("nm-path-chart[data-ready]");
        assertThat(browser.driver().getCurrentUrl()).contains("/path?task=wan&source=bj&destination=sh&family=ipv4");
        assertThat(browser.evaluate("window.same")).isEqualTo(true);
    }

    @Test
    void englishPagesHaveNoChineseButTheSwitch() {
        for (String page : List.of("/", PATH, "/tasks/new", "/nowhere")) {
            browser.open(page);
            browser.await("nm-mesh-grid[data-ready], nm-path-chart[data-ready], form, .lonely");

            String seen = browser.evaluate("document.documentElement.outerHTML").toString();
            String without = seen.replaceFirst("(?s)<button class=\"quiet language\".*?</button>", "");
            assertThat(CHINESE.matcher(without).find()).as(page).isFalse();
            assertThat(browser.text("button.language")).isEqualTo("中文");
            assertThat(browser.evaluate("document.documentElement.lang")).isEqualTo("en");
        }
        // the browser itself logs the status of a page that is not there
        browser.complaints();
    }

    @Test
    void languageCanBeSwitchedAndStays() {
        browser.open("/");
        browser.click("button.language");
        Awaitility.await().ignoreExceptions().until(() -> browser.text("nav").contains("总览"));
        browser.open("/tasks/new");
        browser.await("form");
        assertThat(browser.text("h1")).isEqualTo("配置测量任务");

        browser.click("button.language");
        Awaitility.await().ignoreExceptions().until(() -> browser.text("h1").equals("New measurement task"));
    }

    @Test
    void silenceOfTheControllerIsSaidAndDataStays() {
        browser.open("/");
        browser.await("nm-mesh-grid[data-ready]");
        server.api.fallSilent();

        browser.await(".banner");
        assertThat(browser.text(".banner")).contains("does not answer since");
        assertThat(browser.count(".mesh.silent a.cell")).isEqualTo(30);

        server.api.silent = false;
        browser.click(".banner button");
        Awaitility.await().until(() -> browser.count(".banner") == 0 && browser.count(".mesh.silent") == 0);
    }

    @Test
    void emptySystemSaysWhatToDo() {
        server.api.nodes = List.of();
        server.api.tasks = List.of();
        browser.open("/");

        browser.await("nm-node-list .empty");
        assertThat(browser.text("nm-node-list pre"))
                .contains("agent --controller https://127.0.0.1:3443", "--token-file token");
        assertThat(browser.text("nm-task-list .empty")).contains("Nothing is measured yet", "New task");
    }

    @Test
    void taskIsDeletedOnlyAfterASecondClick() {
        browser.open("/");
        browser.click("nm-task-list td.end button");
        browser.await(".confirm");
        assertThat(server.api.deleted).isEmpty();
        browser.click(".confirm .keep");
        browser.click("nm-task-list td.end button");
        browser.click(".confirm .danger");

        Awaitility.await().until(() -> server.api.deleted.equals(List.of("wan")));
        browser.await("nm-task-list .empty");
    }

    @Test
    void pathPageDrawsTheChartAndTheNewestResults() {
        browser.open(PATH);
        browser.await("nm-path-chart[data-ready] canvas");
        browser.await("nm-result-table .results tbody tr");

        assertThat(browser.text("h1")).isEqualTo("bj → sh");
        assertThat(browser.text(".ways")).contains("round trip", "bj → sh", "sh → bj", "4.");
        assertThat(browser.count("nm-result-table .results tbody tr")).isEqualTo(20);
        assertThat(browser.text("nm-result-table"))
                .contains("all lost", "none of 20 replies came within 1 s", "kernel");

        browser.click("nm-result-table .more button");
        Awaitility.await().until(() -> browser.count("nm-result-table .results tbody tr") >= 40);
        browser.click(".segments button:nth-child(5)");
        Awaitility.await().until(() -> browser.text(".chart-note").contains("hourly roll-ups"));
        assertThat(browser.driver().getCurrentUrl()).contains("range=7d");
    }

    @Test
    void pathPageTellsMoreOfTheNewestMeasurement() {
        browser.open(PATH);
        browser.await("nm-result-details dl");

        assertThat(browser.text("nm-result-details"))
                .contains("Newest measurement", "bj → sh", "sh → bj", "Reordered", "13, changed 3 ×", "0 instead of 46")
                .contains("20 sent, 20 arrived, 19 returned", "168 bytes", "Replies too late")
                .contains(
                        "sh is 105\u202fµs (±2.20\u202fms) ahead of bj",
                        "0.80\u202fppm",
                        "1.30\u202fµs, 99 % of packets")
                .doesNotContain("Stray packets", "Dropped by the sender", "undefined");
    }

    @Test
    void formMarksWhatIsMissingBeforeItAsks() {
        browser.open("/tasks/new");
        browser.click("form button[type=submit]");

        browser.await("#name[aria-invalid=true]");
        assertThat(browser.text("[data-field=name]")).isEqualTo("is missing");
        assertThat(browser.text("[data-field=members]")).isEqualTo("choose two nodes at least");
        assertThat(server.api.posted).isEmpty();
    }

    @Test
    void formShowsTheControllersFaultsBesideTheirFields() {
        server.api.complained = true; // the browser logs every status of 400
        fillIn("taken");
        browser.click("form button[type=submit]");

        Awaitility.await().until(() -> browser.text("[data-field=name]").contains("name of another task: taken"));
        assertThat(browser.text("[data-field='settings.count']")).contains("is outside 1 to 1000: 5000");
        assertThat(browser.driver().getCurrentUrl()).endsWith("/tasks/new");
    }

    @Test
    void formSendsTheTaskAndGoesToItsMesh() {
        fillIn("广域 wan-2");
        browser.click("input[name=member][value=sz]");
        browser.click("form button[type=submit]");

        browser.await("nm-overview-page");
        assertThat(server.api.posted)
                .singleElement()
                .asString()
                .contains("\"name\":\"广域 wan-2\"", "\"members\":[\"bj\",\"sh\",\"sz\"]", "\"period\":\"30s\"")
                .contains("\"count\":25", "\"interval\":\"10ms\"", "\"kind\":\"basic\"", "\"family\":\"ipv4\"")
                .doesNotContain("start", "end");
    }

    @Test
    void formFoldsAwayWhatIsSeldomSet() {
        fillIn("wan-3");
        assertThat(browser.find("[name='settings.authenticated']").isDisplayed())
                .isFalse();
        assertThat(browser.text(".more-settings summary")).isEqualTo("More settings (6)");

        browser.click(".more-settings summary");
        browser.click("[name='settings.authenticated']");
        replace("[name='settings.interface']", "eth1");
        browser.click("form button[type=submit]");

        browser.await("nm-overview-page");
        assertThat(server.api.posted)
                .singleElement()
                .asString()
                .contains("\"authenticated\":true", "\"interface\":\"eth1\"", "\"varySourcePort\":false");
    }

    @Test
    void formUnfoldsASettingThatIsWrong() {
        fillIn("wan-4");
        browser.click(".more-settings summary");
        browser.find("[name='settings.sourcePort']").sendKeys(Keys.END, Keys.BACK_SPACE);
        browser.click(".more-settings summary");
        browser.click("form button[type=submit]");

        Awaitility.await()
                .until(() -> browser.find("[name='settings.sourcePort']").isDisplayed());
        assertThat(browser.text("[data-field='settings.sourcePort']")).isEqualTo("is not a number");
    }

    private static void fillIn(String name) {
        browser.open("/tasks/new");
        browser.await("form");
        browser.find("#name").sendKeys(name);
        browser.click("input[name=member][value=sh]");
        browser.click("input[name=member][value=bj]");
        replace("#period", "30");
        browser.click("select[name=periodUnit] option[value=s]");
        replace("[name='settings.count']", "25");
    }

    private static void replace(String selector, String text) {
        WebElement input = browser.driver().findElement(By.cssSelector(selector));
        input.clear();
        input.sendKeys(text);
    }

    private static String cell(String source, String destination) {
        return "a.cell[data-source=" + source + "][data-destination=" + destination + "]";
    }
}
