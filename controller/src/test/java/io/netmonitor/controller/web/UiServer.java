// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.Javalin;

/** The web UI on a free port of the loopback address, with canned answers of the API behind it. */
final class UiServer implements AutoCloseable {
    final CannedApi api = new CannedApi();
    private final Javalin server;

    UiServer() {
        WebUi ui = WebUi.load();
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    ui.register(config);
                    api.register(config);
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
