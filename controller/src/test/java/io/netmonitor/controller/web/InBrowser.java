// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.testkit.browser.Browser;
import java.nio.file.Path;
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

    static void replace(String selector, String text) {
        WebElement input = browser.driver().findElement(By.cssSelector(selector));
        input.clear();
        input.sendKeys(text);
    }
}
