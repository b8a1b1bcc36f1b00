// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.testkit.browser.Browser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;

/** The pages as a visitor with a Chinese browser and a dark desktop finds them. */
final class ChinesePagesTest {
    @Test
    void pagesAreChineseFromTheFirstVisit(
            @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class) Path profile) {
        try (UiServer server = new UiServer();
                Browser browser = new Browser(profile, "zh-CN", true, server.origin())) {
            browser.open("/");
            browser.await("nm-mesh-grid[data-ready]");
            assertThat(browser.text("nav")).contains("总览", "新建任务");
            assertThat(browser.text("button.language")).isEqualTo("English");
            assertThat(browser.evaluate("document.documentElement.lang")).isEqualTo("zh-CN");

            browser.open("/tasks/new");
            browser.await("form");
            assertThat(browser.text("h1")).isEqualTo("配置测量任务");
            assertThat(browser.text("form")).contains("任务名称", "任务描述", "测量周期");

            browser.open("/tasks/edit?task=wan");
            browser.await("nm-task-preview [data-fact=paths]");
            assertThat(browser.text("h1")).isEqualTo("修改任务 wan");
            assertThat(browser.text("nm-task-preview")).contains("每轮路径数", "无法测量", "发送");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.foreignRequests()).isEmpty();
        }
    }
}
