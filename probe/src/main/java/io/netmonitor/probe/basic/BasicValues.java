// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.result.Values;
import io.netmonitor.core.statistics.ArrivalOrder;
import io.netmonitor.core.statistics.DelayHistogram;
import io.netmonitor.core.statistics.DelaySummary;
import io.netmonitor.core.statistics.Jitter;
import io.netmonitor.probe.clock.ClockQuality;
import io.netmonitor.probe.stamp.Reply;
import io.netmonitor.probe.stamp.SessionRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns what a session saw into the fields of {@link BasicDescription}. */
final class BasicValues {
    private final SessionRecord record;
    private final Delays delays;
    private final Passage passage;
    private final Values.Builder values = Values.builder();

    private BasicValues(SessionRecord record) {
        this.record = record;
        this.delays = Delays.of(record);
        this.passage = Passage.of(record);
    }

    /**
     * All fields that are known.
     *
     * @param sharedClock whether the reflector reads the same clock
     * @param bootId this kernel's id, if known
     */
    static Values of(SessionRecord record, boolean sharedClock, @Nullable String bootId) {
        BasicValues values = new BasicValues(record);
        values.counts();
        values.roundTrip();
        @Nullable ClockComparison clocks = values.compareClocks(sharedClock);
        values.direction("forward", values.delays.forwardNs(), values.passage.forward(), clocks);
        values.direction("backward", values.delays.backwardNs(), values.passage.backward(), clocks);
        values.hops();
        values.clock(clocks, bootId);
        return values.values.build();
    }

    private void counts() {
        values.put("sent", record.sent());
        if (passage.isKnown()) {
            values.put("arrived", passage.arrived());
        }
        values.put("returned", delays.returned());
        if (delays.returned() > 0) {
            values.put("stamps", delays.stamps());
            values.put("unstamped", delays.unstamped());
        }
        values.put("lateReplies", delays.lateReplies());
        long[] errors = record.timerErrorsNs();
        if (errors.length > 0) {
            values.put("timerErrorNs", DelaySummary.of(errors).p50Ns());
        }
        values.put("dscp", record.plan().dscp());
    }

    private void roundTrip() {
        delay("roundTrip", delays.roundTripNs());
        values.put("roundTrip.loss", passage.roundTripLoss(delays.returned()));
    }

    private void direction(String name, long[] delaysNs, ArrivalOrder order, @Nullable ClockComparison clocks) {
        delay(name, delaysNs);
        if (clocks != null) {
            values.put(name + ".delayErrorNs", clocks.delayErrorNs());
        }
        if (passage.isKnown()) {
            values.put(name + ".loss", order.loss());
            values.put(name + ".longestLossRun", order.longestLossRun());
            values.put(name + ".reordered", order.reordered());
            values.put(name + ".duplicated", order.duplicated());
        }
    }

    private void delay(String name, long[] delaysNs) {
        if (delaysNs.length == 0) {
            return;
        }
        DelaySummary summary = DelaySummary.of(delaysNs);
        values.put(name + ".delay.minNs", summary.minNs());
        values.put(name + ".delay.meanNs", summary.meanNs());
        values.put(name + ".delay.p50Ns", summary.p50Ns());
        values.put(name + ".delay.p95Ns", summary.p95Ns());
        values.put(name + ".delay.p99Ns", summary.p99Ns());
        values.put(name + ".delay.maxNs", summary.maxNs());
        values.put(name + ".delay.stddevNs", summary.stddevNs());
        Jitter jitter = new Jitter();
        Arrays.stream(delaysNs).forEach(jitter::add);
        if (jitter.isKnown()) {
            values.put(name + ".jitterNs", jitter.jitterNs());
        }
        values.put(name + ".pdvNs", summary.pdvNs());
        values.put(name + ".histogram", DelayHistogram.of(delaysNs).encodedText());
    }

    /** By the last reply; a path that changes under way shows its newest state. */
    private void hops() {
        if (record.replies().isEmpty()) {
            return;
        }
        Reply last = record.replies().getLast();
        if (last.forwardHopLimit() > 0) {
            values.put("forward.hops", hopsOf(last.forwardHopLimit()));
        }
        if (last.backwardHopLimit() > 0) {
            values.put("backward.hops", hopsOf(last.backwardHopLimit()));
        }
    }

    /** Ours start at 255; other systems at 128 or 64. */
    static int hopsOf(int hopLimit) {
        int initial = hopLimit > 128 ? 255 : hopLimit > 64 ? 128 : 64;
        return initial - hopLimit;
    }

    private @Nullable ClockComparison compareClocks(boolean sharedClock) {
        if (sharedClock) {
            return ClockComparison.SHARED;
        }
        if (delays.t1Ns().length == 0) {
            return null;
        }
        long errorNs = 0;
        boolean synchronised = true;
        for (Reply reply : record.replies()) {
            errorNs = Math.max(errorNs, reply.estimate().errorNs());
            synchronised &= reply.estimate().synchronised();
        }
        return ClockComparison.of(delays, ClockQuality.read(), new ClockQuality(synchronised, errorNs));
    }

    private void clock(@Nullable ClockComparison clocks, @Nullable String bootId) {
        if (clocks != null) {
            values.put("clock.synchronized", clocks.synchronised());
            values.put("clock.maxErrorNs", clocks.maxErrorNs());
            values.put("clock.offsetNs", clocks.offsetNs());
            values.put("clock.skewPpm", clocks.skewPpm().orElse(Double.NaN));
        }
        values.put("clock.bootId", bootId);
    }
}
