// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.controller.query.DispatchState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.interactions.Actions;

/** The pages as a visitor with an English browser finds them. */
final class PagesTest extends InBrowser {
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    /** Leaves a page what it does at once, and nothing of what it would do of itself some time later. */
    private static final String WITHOUT_TIMERS =
            "{ const soon = setTimeout; window.setTimeout = (work, ms) => (ms > 0 ? 0 : soon(work)); }";

    private static final String PATH = "/path?task=wan&source=bj&destination=sh&family=ipv4";

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
    void meshIsAskedForAsSoonAsItsTaskIsKnown() {
        Map<String, Object> script = browser.driver()
                .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WITHOUT_TIMERS));
        try {
            browser.open("/");

            browser.await("nm-mesh-grid[data-ready]");
        } finally {
            browser.driver().executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", script);
        }
    }

    @Test
    void gridIsNotReadyBeforeTheFirstResult() {
        server.api.nothingMeasured = true;
        openOverview();
        browser.await(".cell.pending");
        assertThat(browser.count("nm-mesh-grid[data-ready]")).isZero();

        server.api.nothingMeasured = false;
        server.api.events.send("result", Map.of("task", "wan"));
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
        until(() -> browser.text(".mesh-card").contains("ICMP host unreachable from 10.1.0.254"));
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
        for (String page : List.of("/", PATH, "/tasks/new", "/tasks/edit?task=wan", "/nowhere")) {
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
        until(() -> browser.text("nav").contains("总览"));
        browser.open("/tasks/new");
        browser.await("form");
        assertThat(browser.text("h1")).isEqualTo("配置测量任务");

        browser.click("button.language");
        until(() -> browser.text("h1").equals("New measurement task"));
    }

    @Test
    void silenceOfTheControllerIsSaidAndDataStays() {
        browser.open("/");
        browser.await("nm-mesh-grid[data-ready]");
        server.api.fallSilent();

        browser.await(".banner");
        assertThat(browser.text(".banner")).contains("does not answer since");
        browser.await(".mesh.silent");
        assertThat(browser.count(".mesh.silent a.cell")).isEqualTo(30);

        server.api.silent = false;
        browser.click(".banner button");
        until(() -> browser.count(".banner") == 0 && browser.count(".mesh.silent") == 0);
    }

    @Test
    void meshOfOldNodesIsShownBeforeTheFirstNodeOfOursHasJoined() {
        server.api.nodes.names = List.of();
        server.api.tasks.dispatches = Stream.of("legacy:192.0.2.7", "legacy:192.0.2.8")
                .map(member -> new DispatchState("wan", member, Instant.EPOCH, false, 0, null))
                .toList();
        browser.open("/");

        browser.await("nm-mesh-grid table");
        assertThat(browser.count(".mesh a.cell")).isEqualTo(2);
        assertThat(browser.text(".mesh tbody th")).isEqualTo("192.0.2.7");
        assertThat(browser.find(".mesh tbody th").getAttribute("title")).isEqualTo("legacy:192.0.2.7");
        browser.await("nm-node-list .empty");
    }

    @Test
    void emptySystemSaysWhatToDo() {
        server.api.nodes.names = List.of();
        server.api.tasks.names = List.of();
        browser.open("/");

        browser.await("nm-node-list .empty");
        assertThat(browser.text("nm-node-list pre"))
                .contains("agent --controller https://127.0.0.1:3443", "--token-file token");
        assertThat(browser.text("nm-task-list .empty")).contains("Nothing is measured yet", "New task");
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
        until(() -> browser.count("nm-result-table .results tbody tr") >= 40);
        browser.click(".segments button:nth-child(5)");
        until(() -> browser.text(".chart-note").contains("hourly roll-ups"));
        assertThat(browser.driver().getCurrentUrl()).contains("range=7d");
    }

    @Test
    void allPanelsOfAPathHaveOneTimeAxis() {
        browser.open(PATH);
        browser.await("nm-path-chart[data-ready] canvas");

        Object places = browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const element = document.querySelector('nm-path-chart');
                import('echarts').then(({getInstanceByDom}) => {
                  const chart = getInstanceByDom(element.querySelector('.canvas'));
                  done([0, 1, 2].map((xAxisIndex) => [element.from, element.to]
                    .map((at) => Math.round(chart.convertToPixel({xAxisIndex}, at))).join(' ')));
                });
                """);

        assertThat((List<?>) places).hasSize(3);
        assertThat(Set.copyOf((List<?>) places)).hasSize(1);
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

    private static String cell(String source, String destination) {
        return "a.cell[data-source=" + source + "][data-destination=" + destination + "]";
    }
}
