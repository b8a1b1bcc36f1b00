// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The instants at which the sends of one order are due, whenever the earlier ones were done. Used by one thread. */
final class Schedule {
    private static final double BURST_NS = 100e6;

    private final long startNanoTime;
    private final Pattern pattern;
    private final double gapNs;
    private final RandomGenerator random;
    private double elapsedNs;

    Schedule(long startNanoTime, Order order, int unitWireBytes) {
        this.startNanoTime = startNanoTime;
        this.pattern = order.pattern();
        double meanNs = unitWireBytes * 8e9 / order.wireBps();
        this.gapNs = pattern == Pattern.ONOFF ? meanNs / 2 : meanNs;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(order.seed());
    }

    /** When the next send is due. Each call goes on by one. */
    long nextNanoTime() {
        elapsedNs += pattern == Pattern.POISSON ? gapNs * random.nextExponential() : gapNs;
        double pausesNs = pattern == Pattern.ONOFF ? Math.floor(elapsedNs / BURST_NS) * BURST_NS : 0;
        return startNanoTime + (long) (elapsedNs + pausesNs);
    }
}
