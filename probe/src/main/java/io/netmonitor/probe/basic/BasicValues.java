// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.result.Values;
import io.netmonitor.core.statistics.ArrivalOrder;
import io.netmonitor.core.statistics.DelaySummary;
import io.netmonitor.probe.clock.ClockQuality;
import io.netmonitor.probe.stamp.ErrorEstimate;
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
        HeaderChanges.forward(record).put(values.values, "forward");
        HeaderChanges.backward(record).put(values.values, "backward");
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
        long[] errors = Arrays.stream(record.timerErrorsNs()).map(Math::abs).toArray();
        if (errors.length > 0) {
            DelaySummary summary = DelaySummary.of(errors);
            values.put("timerErrorNs", summary.p50Ns());
            values.put("timerErrorP99Ns", summary.p99Ns());
        }
        values.put("dscp", record.plan().source().dscp());
        values.put("sizeBytes", record.plan().lengthBytes());
        values.put("authenticated", record.plan().key() != null);
        values.put("strays", record.strays());
        values.put("dropped", record.dropped());
    }

    private void roundTrip() {
        DelayFields.put(values, "roundTrip", delays.roundTripNs());
        values.put("roundTrip.loss", passage.roundTripLoss(delays.returned()));
    }

    private void direction(String name, long[] delaysNs, ArrivalOrder order, @Nullable ClockComparison clocks) {
        DelayFields.put(values, name, delaysNs);
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

    private @Nullable ClockComparison compareClocks(boolean sharedClock) {
        if (sharedClock) {
            return ClockComparison.SHARED;
        }
        if (delays.t1Ns().length == 0) {
            return null;
        }
        long errorNs = 0;
        boolean synchronised = true;
        for (int i = 0; i < record.replies().size(); i++) {
            ErrorEstimate estimate = record.replies().estimate(i);
            errorNs = Math.max(errorNs, estimate.errorNs());
            synchronised &= estimate.synchronised();
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
