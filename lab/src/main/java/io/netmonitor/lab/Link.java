// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.time.Duration;

/**
 * The access link of a site, the same rate and delay in both directions.
 *
 * @param rateBps bits per second, 64,000 to 100,000,000,000
 * @param lossRatio the share of what the site <em>receives</em> that is dropped at random, 0 or more and below 1; what it
 *     sends is not touched. TCP and IPv6 neighbour discovery are spared, so that only what is measured suffers and not
 *     the conversation with a controller
 * @param delay added in each direction, 0 to 10 s; left out where the kernel has no netem, see {@link Layout#missing()}
 */
public record Link(long rateBps, double lossRatio, Duration delay) {
    private static final long MIN_BPS = 64_000;
    private static final long MAX_BPS = 100_000_000_000L;
    private static final Duration MAX_DELAY = Duration.ofSeconds(10);

    public Link {
        if (rateBps < MIN_BPS || rateBps > MAX_BPS) {
            throw new IllegalArgumentException("link rate not within 64 kbit/s to 100 Gbit/s: " + rateBps + " bit/s");
        }
        if (!(lossRatio >= 0 && lossRatio < 1)) {
            throw new IllegalArgumentException("link loss not within 0 to below 1: " + lossRatio);
        }
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("link delay not within 0 to 10 s: " + delay);
        }
    }

    /** A link of that many million bits per second that loses and delays nothing. */
    public static Link ofMbits(long mbits) {
        return new Link(Math.multiplyExact(mbits, 1_000_000L), 0, Duration.ZERO);
    }

    /** The same link, whose site loses this share (0.02 is 2 %) of what it receives. */
    public Link losing(double ratio) {
        return new Link(rateBps, ratio, delay);
    }

    /** The same link with this delay in each direction. */
    public Link delayed(Duration each) {
        return new Link(rateBps, lossRatio, each);
    }

    /** What tbf lets through at once: 1 ms worth, but never less than a large train of frames would need. */
    long burstBytes() {
        return Math.max(16_384, rateBps / 8 / 1000);
    }

    /** Packets that netem must be able to hold: the delay and tbf's 50 ms of queue, in frames of 1,500 bytes. */
    long delayQueuePackets() {
        long queuedMs = delay.toMillis() + LabCommands.QUEUE_MS;
        return 100 + Math.ceilDiv(Math.multiplyExact(rateBps / 8000, queuedMs), 1500);
    }
}
