// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netmonitor.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;

/** A headless Chromium of its own, with a profile that nothing was ever done with. For one thread. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final ChromeDriver driver;
    private final String origin;

    /** Skips the running test when Chromium is not installed. */
    public Browser(Path profile, String language, boolean dark, String origin) {
        assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER), "needs Debian package chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--window-size=1280,800",
                "--lang=" + language,
                "--accept-lang=" + language,
                "--user-data-dir=" + profile);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // named, so that Selenium does not look for one in the network
        System.setProperty("webdriver.chrome.driver", DRIVER.toString());
        driver = new ChromeDriver(options);
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        this.origin = origin;
    }

    /** The driver itself, for what the methods here do not offer. */
    public ChromeDriver driver() {
        return driver;
    }

    public void open(String path) {
        driver.get(origin + path);
    }

    /** Waits until an element matches, and fails naming the selector and what the page shows when none does. */
    public void await(String selector) {
        try {
            Awaitility.await("an element " + selector)
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK)
                    .until(() -> count(selector) > 0);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "no element " + selector + " at " + driver.getCurrentUrl() + ", which shows:\n" + text("body")
                            + "\nand complains: " + complaints(),
                    e);
        }
    }

    /** Waits for an element and clicks it. One that a page is just drawing anew is waited for, too. */
    public void click(String selector) {
        Awaitility.await("a click on " + selector)
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(Browser::isOfAPageInMotion)
                .untilAsserted(() -> find(selector).click());
    }

    private static boolean isOfAPageInMotion(Throwable e) {
        return e instanceof NotFoundException || e instanceof StaleElementReferenceException;
    }

    /** Waits for what a page says. That it is just being drawn anew, or is another page, is no reason to give up. */
    public void until(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(condition);
    }

    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    public String text(String selector) {
        return find(selector).getText();
    }

    public Object evaluate(String script) {
        return Objects.requireNonNull(driver.executeScript("return " + script), script);
    }

    /** What the console complained about since the last call: errors, refused by policy, not found. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Addresses outside the server that pages asked for since the last call. */
    public List<String> foreignRequests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> Json.read(entry.getMessage(), JsonNode.class).path("message"))
                .filter(message -> message.path("method").asString("").equals("Network.requestWillBeSent"))
                .map(message ->
                        message.path("params").path("request").path("url").asString(""))
                .filter(url -> url.toLowerCase(Locale.ROOT).startsWith("http") && !url.startsWith(origin + "/"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
