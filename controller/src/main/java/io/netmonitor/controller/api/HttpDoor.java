// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JsonMapper;
import io.javalin.util.JavalinBindException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.AddressText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.ServerConnector;

/** What the doors for people and for agents have in common: virtual threads, the house's JSON, bounds, clear errors. */
public final class HttpDoor {
    private HttpDoor() {}

    /** Sets what every door has. */
    public static void prepare(JavalinConfig config, long maxRequestBytes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = maxRequestBytes;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(16 * 1024);
        });
        config.jsonMapper(new HouseJson());
    }

    /**
     * Starts a door.
     *
     * @param option the option by which its address was given, for the error message
     * @return where it listens
     * @throws IOException when the port cannot be had, saying why and what to do
     */
    public static InetSocketAddress start(Javalin server, InetSocketAddress listen, String option) throws IOException {
        try {
            server.start();
        } catch (JavalinBindException e) {
            throw new IOException(
                    "cannot listen on " + AddressText.of(listen) + ": " + rootCause(e) + "; choose another with "
                            + option,
                    e);
        } catch (RuntimeException e) {
            throw new IOException("cannot listen on " + AddressText.of(listen) + ": " + rootCause(e), e);
        }
        for (var connector : server.jettyServer().server().getConnectors()) {
            if (connector instanceof ServerConnector open) {
                return new InetSocketAddress(InetAddress.getByName(listen.getHostString()), open.getLocalPort());
            }
        }
        throw new IllegalStateException("the server has no connector");
    }

    private static String rootCause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** Lets the server write values as the house's JSON. */
    private static final class HouseJson implements JsonMapper {
        @Override
        public String toJsonString(Object value, Type type) {
            return Json.write(value);
        }

        @Override
        public InputStream toJsonStream(Object value, Type type) {
            return new ByteArrayInputStream(Json.writeBytes(value));
        }
    }
}
