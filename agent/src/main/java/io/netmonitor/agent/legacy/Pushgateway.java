// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.outside.OutsideText;
import io.netmonitor.core.time.Backoff;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Pushes groups as old nodes do, each whole by {@code PUT /metrics/job/<job>}, on a thread of its own, so that a gateway that is away
 * holds up no measurement. What could not be pushed is tried again until it can, or something newer of the same job has come. Safe for
 * use by many threads.
 */
final class Pushgateway implements Component {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    /** More jobs than run at once, since those that ended have a last state, too. */
    private static final int MAX_WAITING = 2 * Jobs.MAX;

    private final HostPort gateway;
    private final BoundedHttp http;
    private final Backoff backoff;
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final Set<String> unwelcome = new HashSet<>();
    private final AtomicLong pushed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable String trouble;

    Pushgateway(HostPort gateway, BoundedHttp http, RandomGenerator random) {
        this.gateway = gateway;
        this.http = http;
        this.backoff = Backoff.ofCalls(random);
        this.thread = Thread.ofVirtual().name("legacy-push").start(this::run);
    }

    /** Has a job's group pushed soon, in the place of what may still wait of it. */
    void offer(String job, String text) {
        synchronized (waiting) {
            waiting.remove(job);
            waiting.put(job, text);
            if (waiting.size() > MAX_WAITING) {
                Iterator<String> oldest = waiting.keySet().iterator();
                oldest.next();
                oldest.remove();
                dropped.incrementAndGet();
            }
            waiting.notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                Map.Entry<String, String> next = next();
                try {
                    answered(next.getKey(), put(next.getKey(), next.getValue()));
                    reachable(null);
                    backoff.reset();
                } catch (IOException e) {
                    failed.incrementAndGet();
                    reachable(String.valueOf(e.getMessage()));
                    putBack(next);
                    backoff.pause();
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private Map.Entry<String, String> next() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty()) {
                waiting.wait();
            }
            Iterator<Map.Entry<String, String>> oldest = waiting.entrySet().iterator();
            Map.Entry<String, String> next = Map.Entry.copyOf(oldest.next());
            oldest.remove();
            return next;
        }
    }

    private void putBack(Map.Entry<String, String> group) {
        synchronized (waiting) {
            waiting.putIfAbsent(group.getKey(), group.getValue());
        }
    }

    private HttpResponse<byte[]> put(String job, String text) throws IOException, InterruptedException {
        String segment = URLEncoder.encode(job, StandardCharsets.UTF_8).replace("+", "%20");
        return http.send(HttpRequest.newBuilder(URI.create("http://" + gateway + "/metrics/job/" + segment))
                .header("Content-Type", TEXT)
                .PUT(BodyPublishers.ofString(text))
                .build());
    }

    /** A group that the gateway does not like is not tried again; the next measurement makes another. */
    private void answered(String job, HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 == 2) {
            pushed.incrementAndGet();
            unwelcome.remove(job);
            return;
        }
        refused.incrementAndGet();
        if (unwelcome.size() < MAX_WAITING && unwelcome.add(job)) {
            String body = new String(response.body(), StandardCharsets.UTF_8);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the pushgateway {0} refuses job {1}: {2} {3}",
                    gateway,
                    job,
                    response.statusCode(),
                    OutsideText.brief(body.strip()));
        }
    }

    private void reachable(@Nullable String now) {
        @Nullable String before = trouble;
        trouble = now;
        if (now != null && before == null) {
            LOG.log(System.Logger.Level.WARNING, "the pushgateway {0} cannot be reached: {1}", gateway, now);
        } else if (now == null && before != null) {
            LOG.log(System.Logger.Level.INFO, "the pushgateway {0} is reached again", gateway);
        }
    }

    @Override
    public Health check() {
        String counts = "pushed " + pushed.get() + " to " + gateway + ", refused " + refused.get() + ", failed "
                + failed.get() + ", dropped " + dropped.get();
        @Nullable String now = trouble;
        return now == null ? Health.up(counts) : Health.down(counts + ": " + now);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
