// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import io.netmonitor.controller.metrics.ListedNames;
import io.netmonitor.controller.metrics.NewestResults;
import io.netmonitor.controller.metrics.PrototypeGauge;
import io.netmonitor.core.Health;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.sink.ResultSink;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Keeps a group for each running task at a Pushgateway: the newest result of every path, by the prototype's names. Results are
 * taken at once; a virtual thread of its own pushes what has changed, each group once a second at most, and tries for as long as
 * it takes. Other jobs' groups are never touched. Safe for use by many threads.
 *
 * <pre>
 * PUT /metrics/job/wan
 * netmonitor{dip="bj",metric="RTT",sip="sh"} 12.3
 * </pre>
 */
public final class PushgatewaySink implements ResultSink {
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(5);

    private final NewestResults newest = new NewestResults();
    private final Gateway gateway;
    private final PushStatus status;
    private final Groups groups;
    private final Duration beat;
    private final Thread thread;
    private volatile boolean closed;

    PushgatewaySink(
            InetSocketAddress address,
            PrototypeGauge gauge,
            RunningTasks running,
            PushedGroups pushed,
            WallClock clock,
            Pace pace) {
        this.gateway = new Gateway(address, pace.patience());
        this.status = new PushStatus(Gateway.name(address));
        this.groups = new Groups(newest, gauge, running, pushed, gateway, status, clock, pace);
        this.beat = pace.beat();
        this.thread = Thread.ofVirtual().name("pushgateway").start(this::push);
    }

    /**
     * Pushes from now on.
     *
     * @param address of the gateway; its name may be unknown yet
     * @param file where to keep which groups were put, so that those of tasks that end meanwhile are deleted after a restart
     * @throws IOException when the file cannot be read
     */
    public static PushgatewaySink open(
            InetSocketAddress address,
            Path file,
            ProbeCatalog catalog,
            ListedNames names,
            RunningTasks running,
            WallClock clock)
            throws IOException {
        PushedGroups pushed = PushedGroups.open(file, Gateway.name(address));
        return new PushgatewaySink(address, new PrototypeGauge(catalog, names), running, pushed, clock, Pace.USUAL);
    }

    @Override
    public void accept(List<Result> results) throws IOException {
        if (closed) {
            throw new IOException("the sink is closed");
        }
        for (Result result : results) {
            newest.add(result);
            groups.touch(result.task());
        }
    }

    /** Forgets the results of a task that was deleted: one of the same name begins with none. */
    public void forget(String task) {
        newest.forget(task);
        groups.touch(task);
    }

    @Override
    public Health check() {
        return closed ? Health.down("closed") : status.health();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE_AT_THE_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gateway.close();
        newest.clear();
    }

    private void push() {
        try {
            while (!closed) {
                Thread.sleep(beat);
                round();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void round() throws InterruptedException {
        try {
            groups.round();
        } catch (RuntimeException e) {
            // Such as of a state store that cannot tell which tasks run; the next round asks again.
            status.failed(String.valueOf(e.getMessage()));
        }
    }
}
