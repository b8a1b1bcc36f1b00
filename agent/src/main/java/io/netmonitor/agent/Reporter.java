// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.agent.spool.Spool;
import io.netmonitor.agent.spool.SpoolState;
import io.netmonitor.core.node.NodeReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Puts together what the node says of itself. Used by one thread. */
final class Reporter {
    private final AgentOptions options;
    private final ControllerTime time;
    private final Spool spool;
    private final Answering answering;
    private final long startedNs;
    private @Nullable Instant startedAt;
    private @Nullable String seenAs;

    /**
     * Reports of an agent.
     *
     * @param startedNs when it started, by the monotonic clock
     */
    Reporter(AgentOptions options, ControllerTime time, Spool spool, Answering answering, long startedNs) {
        this.options = options;
        this.time = time;
        this.spool = spool;
        this.answering = answering;
        this.startedNs = startedNs;
    }

    /**
     * The controller took a report.
     *
     * @param seenFrom the address that it came from; absent when the controller does not tell
     * @return whether the next report says more than this one
     */
    boolean heard(@Nullable String seenFrom) {
        String before = seenAs;
        seenAs = HostAddresses.unlessOwn(seenFrom);
        boolean first = startedAt == null;
        if (first) {
            // Only now is the controller's time known; how long the agent has run, its own clock knew all along.
            startedAt = time.now().minusNanos(options.monotonic().nanoTime() - startedNs);
        }
        return first || !Objects.equals(seenAs, before);
    }

    NodeReport report() {
        List<String> said = options.reach().addresses();
        SpoolState waiting = spool.state();
        ClockState clock = options.clockState().get();
        OptionalLong offsetNs = time.offsetNs();
        return new NodeReport(
                options.version(),
                said.isEmpty() ? HostAddresses.of(answering.addresses().values(), options.controller()) : said,
                answering.ports(),
                clock.bootId(),
                clock.isSynchronized(),
                clock.maxErrorNs(),
                waiting.bytes(),
                waiting.droppedResults(),
                startedAt,
                offsetNs.isPresent() ? offsetNs.getAsLong() : null,
                HostLoad.perProcessor(),
                seenAs,
                options.reach().inbound());
    }

    /** What always moves, such as the clock's error, is no reason to report at once. */
    static boolean differs(NodeReport now, NodeReport before) {
        return !now.addresses().equals(before.addresses())
                || !now.ports().equals(before.ports())
                || now.clockSynchronized() != before.clockSynchronized()
                || now.droppedResults() != before.droppedResults()
                || !Objects.equals(now.startedAt(), before.startedAt())
                || !Objects.equals(now.seenAs(), before.seenAs())
                || !Objects.equals(now.inbound(), before.inbound());
    }
}
