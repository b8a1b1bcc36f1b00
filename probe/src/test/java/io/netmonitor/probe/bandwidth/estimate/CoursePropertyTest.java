// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.bandwidth.estimate.SimulatedPath.Pattern;
import io.netmonitor.probe.train.Train;
import io.netmonitor.probe.train.TrainOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

/** What holds of every estimate, whatever the path. */
final class CoursePropertyTest {
    @Property(tries = 300)
    void anEstimateDoesNotContradictItself(
            @ForAll @DoubleRange(min = 1, max = 2_000) double mbps,
            @ForAll @DoubleRange(min = 0, max = 1.2) double load,
            @ForAll @DoubleRange(min = 1_500, max = 200_000) double bucketBytes,
            @ForAll @DoubleRange(min = 0, max = 0.3) double loss,
            @ForAll @DoubleRange(min = 1e6, max = 200e6) double queueNs,
            @ForAll Pattern pattern,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed)
            throws Exception {
        SimulatedPath path = new SimulatedPath(seed, mbps * 1e6, bucketBytes, load, pattern, 1_420);
        path.lossRatio = loss;
        path.queueLimitNs = queueNs;
        Limits limits = new Limits(1_420, 10e9, 20_000_000);

        Estimate estimate = new Course(path, limits, null, train -> {}).run();

        assertThat(estimate.sentBytes()).isBetween(1L, limits.maxBytes());
        assertThat(estimate.lost()).isBetween(0.0, 1.0);
        double low = estimate.lowBps().orElse(0);
        double value = estimate.availableBps().orElse(low);
        double high = estimate.highBps().orElse(Double.POSITIVE_INFINITY);
        assertThat(low).isBetween(0.0, value);
        assertThat(value).isLessThanOrEqualTo(high);
        assertThat(estimate.outcome().hasValue()).isEqualTo(estimate.lowBps().isPresent());
        estimate.capacityBps().ifPresent(capacity -> assertThat(value).isLessThanOrEqualTo(1.05 * capacity));
    }

    @Property(tries = 300)
    void whateverStampsSayIsBounded(
            @ForAll long[] sent, @ForAll long[] arrived, @ForAll @LongRange(min = 0, max = 40) long burst) {
        int packets = Math.min(sent.length, arrived.length);
        if (packets == 0) {
            return;
        }
        TrainOrder order = new TrainOrder(0, (int) Math.min(burst, packets - 1), packets, 1e6, 1_420);
        Train train =
                new Train(order, java.util.Arrays.copyOf(sent, packets), java.util.Arrays.copyOf(arrived, packets), 0);

        BurstReading reading = BurstReading.of(train, train.leastDelayNs());
        PacedReading paced = PacedReading.of(train, train.leastDelayNs(), 40_000, 0);

        assertThat(reading.arrivedPackets() + reading.lostPackets()).isLessThanOrEqualTo(packets);
        assertThat(paced.lost()).isBetween(0.0, 1.0);
    }
}
