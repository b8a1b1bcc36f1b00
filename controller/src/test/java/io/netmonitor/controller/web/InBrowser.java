// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.testkit.browser.Browser;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Tests of pages in one English browser, each of which must neither ask elsewhere nor complain. */
abstract class InBrowser {
    /** Chromium's helpers may still write there when it has quit. */
    @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
    @SuppressWarnings("NullAway.Init")
    private static Path profile;

    @SuppressWarnings("NullAway.Init")
    static UiServer server;

    @SuppressWarnings("NullAway.Init")
    static Browser browser;

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

    /** Without the page of the test before, which would go on asking and listening. */
    @BeforeEach
    void answerAsUsual() {
        browser.driver().get("about:blank");
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

    /** Opens the overview and waits for all of it: what comes late moves what is below it away from a click. */
    static void openOverview() {
        browser.open("/");
        browser.await("nm-mesh-grid a.cell");
        until(() -> server.api.events.listeners() > 0);
    }

    static void until(Callable<Boolean> condition) {
        browser.until(condition);
    }

    static void replace(String selector, String text) {
        browser.await(selector);
        WebElement input = browser.driver().findElement(By.cssSelector(selector));
        input.clear();
        input.sendKeys(text);
    }
}
