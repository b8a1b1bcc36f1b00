// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

/**
 * The narrow place of a path: what limits it and how. An immutable value.
 *
 * @param rateBps as {@code tc} counts it, which is with 14 bytes of Ethernet a packet; 0 for {@link Kind#OPEN}
 * @param burstBytes what passes at once after a pause
 * @param latencyMs how long a packet may wait before it is dropped
 * @param lossRatio the share of the UDP packets to the destination that is lost at random behind the bottleneck; cross
 *     traffic is spared, since its way ends there
 * @param offloads whether the devices of the path may carry many packets as one
 */
public record Bottleneck(Kind kind, long rateBps, long burstBytes, int latencyMs, double lossRatio, boolean offloads) {
    /** A test packet's Ethernet header, the only one that {@code tc} counts below IP. */
    public static final int ETHERNET_BYTES = 14;

    /** What a policer takes each packet for: cross traffic's usual packet. */
    static final int POLICED_FRAME_BYTES = CrossTraffic.IP_BYTES + ETHERNET_BYTES;

    private static final int LATENCY_MS = 50;
    private static final long MIN_BURST_BYTES = 5_000;
    private static final long FRAME_BURST_BYTES = 1_600;

    /** What holds or drops the packets that are too many. */
    public enum Kind {
        /** A token bucket before a queue. */
        TBF,
        /** A class of a hierarchical token bucket before a queue. */
        HTB,
        /** A token bucket without a queue: what is too much is dropped, and nothing is ever delayed. */
        POLICER,
        /** A queue whose bucket holds little more than a frame. */
        SERIAL,
        /** Nothing; the host is the limit. */
        OPEN
    }

    public Bottleneck {
        if (kind == Kind.OPEN ? rateBps != 0 : rateBps < 64_000 || rateBps > 100_000_000_000L) {
            throw new IllegalArgumentException("rate not within 64 kbit/s to 100 Gbit/s: " + rateBps + " bit/s");
        }
        if (kind != Kind.OPEN && burstBytes < FRAME_BURST_BYTES) {
            throw new IllegalArgumentException("burst < " + FRAME_BURST_BYTES + " bytes: " + burstBytes);
        }
        if (latencyMs < 1 || latencyMs > 10_000) {
            throw new IllegalArgumentException("latency not within 1 ms to 10 s: " + latencyMs + " ms");
        }
        if (!(lossRatio >= 0 && lossRatio < 1)) {
            throw new IllegalArgumentException("loss not within 0 to below 1: " + lossRatio);
        }
        if (kind == Kind.POLICER && offloads) {
            throw new IllegalArgumentException("a policer counts packets and cannot with offloads");
        }
    }

    /** A token bucket of 1 ms, but of 5,000 bytes at least. */
    public static Bottleneck tbf(long rateBps) {
        return of(Kind.TBF, rateBps, burstOfOneMs(rateBps));
    }

    /** Like {@link #tbf}, made by the other shaper. */
    public static Bottleneck htb(long rateBps) {
        return of(Kind.HTB, rateBps, burstOfOneMs(rateBps));
    }

    /** Drops what is above the rate. It counts packets, each as one of 1,434 bytes, and not their bytes. */
    public static Bottleneck policer(long rateBps, long burstBytes) {
        return of(Kind.POLICER, rateBps, burstBytes);
    }

    /**
     * Sends one frame after another, as a serial line does. With a bucket of one frame alone each lateness of the kernel's
     * timer is time lost: measured, 95 of 100 and 330 of 1,000 Mbit/s passed. With 100 us more it is 99 and 1,000, as
     * long as the host is quiet.
     */
    public static Bottleneck serial(long rateBps) {
        return of(Kind.SERIAL, rateBps, FRAME_BURST_BYTES + rateBps / 8 / 10_000);
    }

    /** No bottleneck but the host. */
    public static Bottleneck open() {
        return of(Kind.OPEN, 0, 0);
    }

    public Bottleneck withBurstBytes(long bytes) {
        return new Bottleneck(kind, rateBps, bytes, latencyMs, lossRatio, offloads);
    }

    public Bottleneck withLatencyMs(int ms) {
        return new Bottleneck(kind, rateBps, burstBytes, ms, lossRatio, offloads);
    }

    public Bottleneck withLossRatio(double ratio) {
        return new Bottleneck(kind, rateBps, burstBytes, latencyMs, ratio, offloads);
    }

    public Bottleneck withOffloads(boolean on) {
        return new Bottleneck(kind, rateBps, burstBytes, latencyMs, lossRatio, on);
    }

    /**
     * What is left for test packets, counted as IP does and without {@link #lossRatio}.
     *
     * @param crossWireBps cross traffic, counted with Ethernet; a policer is taken to get it in its usual packets
     * @param ipBytes the size of a test packet at the IP layer
     * @throws IllegalStateException when nothing limits the path
     */
    public long availableBps(long crossWireBps, int ipBytes) {
        if (kind == Kind.OPEN) {
            throw new IllegalStateException("an open path has no known bandwidth");
        }
        int countedBytes = kind == Kind.POLICER ? POLICED_FRAME_BYTES : ipBytes + ETHERNET_BYTES;
        return Math.round((double) Math.max(0, rateBps - crossWireBps) * ipBytes / countedBytes);
    }

    private static Bottleneck of(Kind kind, long rateBps, long burstBytes) {
        return new Bottleneck(kind, rateBps, burstBytes, LATENCY_MS, 0, false);
    }

    private static long burstOfOneMs(long rateBps) {
        return Math.max(MIN_BURST_BYTES, rateBps / 8 / 1_000);
    }
}
