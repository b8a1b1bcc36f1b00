// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.interactions.Actions;

/** Pages that are told by the stream of events when to look, and ask of themselves when there is none. */
final class LivePagesTest extends InBrowser {
    private static final String PATH = "/path?task=wan&source=bj&destination=sh&family=ipv4";

    @Test
    void resultOfTheTaskMakesTheMeshAskAtOnce() {
        server.api.nothingMeasured = true;
        openOverview();
        server.api.nothingMeasured = false;
        server.api.events.send("result", Map.of("task", "wan", "source", "bj", "destination", "sh", "family", "ipv4"));

        browser.await("nm-mesh-grid[data-ready]");
    }

    @Test
    void burstOfResultsIsAnsweredByFewQuestions() {
        openOverview();
        int before = server.api.meshesAsked.get();
        for (int i = 0; i < 200; i++) {
            server.api.events.send("result", Map.of("task", "wan", "source", "bj", "destination", "sh"));
        }

        until(() -> server.api.meshesAsked.get() > before);
        // one in half a second, however long the burst took to arrive here
        Awaitility.await().during(Duration.ofMillis(700)).until(() -> server.api.meshesAsked.get() < before + 20);
    }

    @Test
    void oneStreamServesAllElementsAndIsLeftWithThePage() {
        openOverview();
        awaitListeners(1);

        browser.driver().get("about:blank");
        awaitListeners(0);
    }

    @Test
    void pageAsksOfItselfWhereThereIsNoStream() {
        server.api.complained = true; // the browser logs what is refused
        server.api.deaf = true;
        browser.open("/");
        browser.await("nm-mesh-grid[data-ready]");
        int before = server.api.meshesAsked.get();

        Awaitility.await().until(() -> server.api.meshesAsked.get() > before + 2);
        assertThat(browser.count(".banner")).isZero();
    }

    @Test
    void pathThatCannotBeMeasuredLooksLikeNoOther() {
        server.api.hub = true;
        browser.open("/");
        browser.await("nm-mesh-grid[data-ready]");

        assertThat(browser.count(".cell.unmeasurable")).isOne();
        assertThat(browser.find(".cell.unmeasurable").getAttribute("aria-label"))
                .contains("bj to hk: cannot be measured: hk is behind a translator of addresses");
        assertThat(browser.text(".legend")).contains("cannot be measured");
        assertThat(browser.count(".unasked")).isEqualTo(20);
        new Actions(browser.driver())
                .moveToElement(browser.find(".cell.unmeasurable"))
                .perform();
        browser.await(".mesh-card .why");
        assertThat(browser.text(".mesh-card .why")).contains("hk is behind a translator of addresses");
    }

    @Test
    void pathPageSaysWhyNowAndAtTheTimeThatIsClicked() {
        browser.open(PATH);
        browser.await("nm-path-chart[data-ready]");
        browser.await("nm-why-line [data-why=measured]");
        assertThat(browser.text("nm-why-line")).contains("now", "bj measured it 2 s ago", "next at");

        browser.click("nm-path-chart .canvas");
        browser.await("nm-why-line [data-why=missed]");
        assertThat(browser.text("nm-why-line")).contains("at ", "The agent on bj was not running.");
        assertThat(server.api.whysAsked.getLast()).matches("\\d{4}-.*T.*Z");

        browser.click("nm-why-line button");
        browser.await("nm-why-line [data-why=measured]");
    }

    /** A server learns that a client left when it next writes. */
    private static void awaitListeners(int count) {
        until(() -> {
            server.api.events.send("node", Map.of("node", "bj", "what", "online"));
            return server.api.events.listeners() == count;
        });
    }
}
