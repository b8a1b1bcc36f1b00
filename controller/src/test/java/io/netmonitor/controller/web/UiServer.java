// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** The web UI on a free port of the loopback address, with canned answers of the API behind it. */
final class UiServer implements AutoCloseable {
    final CannedApi api = new CannedApi();
    private final Javalin server;

    UiServer() {
        this(config -> {});
    }

    /** One with more behind it. */
    UiServer(Consumer<JavalinConfig> more) {
        WebUi ui = WebUi.load();
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    ui.register(config, ZoneOffset.UTC);
                    api.register(config);
                    more.accept(config);
                })
                .start("127.0.0.1", 0);
    }

    String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        api.events.close();
        server.stop();
    }
}
