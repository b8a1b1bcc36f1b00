// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.interactions.Actions;

/** The pages of a task that measures rates, which they know by its description alone. */
final class BandwidthPagesTest extends InBrowser {
    private static final String MESH = "/?task=wan-rates";
    private static final String PATH = "/path?task=wan-rates&source=bj&destination=sh&family=ipv4";

    @BeforeEach
    void haveATaskThatMeasuresRates() {
        server.api.tasks.names = List.of("wan", "wan-rates");
    }

    @Test
    void meshShowsRatesWithTheirIntervalsAndOutcomesInWords() {
        browser.open(MESH);
        browser.await("nm-mesh-grid[data-ready]");

        assertThat(browser.text(".cell[data-state=measured]")).matches("(?s)\\d.*\u202f[MG]bit/s\\s+.*–.*bit/s");
        assertThat(browser.text(".cell[data-state=above]")).startsWith(">\u202f");
        assertThat(browser.text(".cell[data-state=unstable]")).contains("bit/s", "unstable");
        assertThat(browser.text(".cell[data-state='host-limited']")).contains("bit/s", "host-limited");
        assertThat(browser.text(".cell.busy[data-state=busy]")).isEqualTo("busy");
        assertThat(browser.text(".cell.failed")).isEqualTo("no answer");
        assertThat(browser.text("select[name=metric]"))
                .contains("Available bandwidth", "Capacity")
                .doesNotContain("lower");
        assertThat(browser.text("nm-mesh-summary"))
                .contains("Available bandwidth, lowest", "Available bandwidth, highest")
                .doesNotContain("round trip", "loss");
    }

    @Test
    void littleBandwidthStandsOutAndMuchDoesNot() {
        browser.open(MESH);
        browser.await("nm-mesh-grid[data-ready]");

        assertThat(browser.find(".swatches li:first-child i").getAttribute("class"))
                .contains("delay-6");
        assertThat(browser.find(".swatches li:last-child i").getAttribute("class"))
                .contains("delay-0");
    }

    @Test
    void pointerOnACellShowsTheIntervalAndWhatIsWrong() {
        browser.open(MESH);
        browser.await("nm-mesh-grid[data-ready]");
        new Actions(browser.driver())
                .moveToElement(browser.find(".cell[data-state=unstable]"))
                .perform();

        browser.await(".mesh-card");
        assertThat(browser.text(".mesh-card"))
                .contains("Available bandwidth", "(", "–", "Capacity", "unstable: trains differ by more than a tenth")
                .doesNotContain("lower");
    }

    @Test
    void pathPageDrawsRatesAndListsThemWithTheirIntervals() {
        browser.open(PATH);
        browser.await("nm-path-chart[data-ready] canvas");
        browser.await("nm-result-table .results tbody tr");

        assertThat(browser.text(".ways")).contains("Available bandwidth", "Capacity", "bj → sh", "bit/s");
        assertThat(browser.text(".chart-note")).contains("95 % interval");
        assertThat(browser.text(".results thead"))
                .contains("Available bandwidth", "Capacity")
                .doesNotContain("Round trip", "Jitter");
        assertThat(browser.text(".results tbody"))
                .contains(
                        "75.4\u202fMbit/s", "73.9–76.9\u202fMbit/s", ">\u202f94.2\u202fMbit/s", "above what was tried")
                .contains("unstable", "host-limited", "busy", "is in another measurement");
        assertThat(browser.count(".results .state.idle")).isPositive();
    }

    @Test
    void formTellsBoundsOfARateInItsUnit() {
        browser.open("/tasks/new");
        browser.await("form");
        browser.click("select[name=kind] option[value=bandwidth]");

        until(() -> browser.text("form").contains("100\u202fkbit/s to 100\u202fGbit/s. Default 10\u202fGbit/s."));
    }
}
