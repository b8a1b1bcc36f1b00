// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other web pages out. While there are no accounts the API trusts whoever can reach it, so a page that a person on this
 * machine happens to have open must not: on loopback the Host header has to name this machine (against DNS rebinding), and a
 * request that says where it comes from (Origin) has to come from our own pages (against forged requests).
 */
public final class HostGuard {
    private static final List<String> LOOPBACK_NAMES = List.of("localhost", "[::1]");

    private final boolean loopback;

    /** Guards a door that listens on loopback, or beyond it. */
    public HostGuard(boolean loopback) {
        this.loopback = loopback;
    }

    /**
     * Lets a request pass.
     *
     * @throws ProblemException when it is not from here
     */
    public void check(Context context) {
        String host = context.header("Host");
        if (loopback && !isLoopbackName(hostName(host))) {
            throw refusal("the Host header names another machine: " + host + "; open http://localhost instead");
        }
        String origin = context.header("Origin");
        if (origin != null && !isOwn(origin, host)) {
            throw refusal("the request comes from another site: " + origin);
        }
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return host != null && authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLoopbackName(@Nullable String name) {
        return name != null && (LOOPBACK_NAMES.contains(name) || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
    }

    private static @Nullable String hostName(@Nullable String host) {
        if (host == null) {
            return null;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        int port = lower.lastIndexOf(':');
        return port > lower.lastIndexOf(']') ? lower.substring(0, port) : lower;
    }

    private static ProblemException refusal(String detail) {
        return new ProblemException(new Problem(403, "The request is not from here", detail, List.of()));
    }
}
