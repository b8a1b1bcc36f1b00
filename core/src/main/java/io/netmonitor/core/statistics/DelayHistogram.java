// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of delays above a base, in buckets whose width grows with the value, so that every value read back is within
 * 0.5 % of the one put in. The base is the measurement's own minimum: that keeps the digits where the variation is, and lets
 * one-way delays be negative.
 *
 * <pre>
 * bucket 0: exactly the base     bucket k: base + (γ^(k−1), γ^k] ns, γ = 1.005/0.995
 * coded:    version 1 | zigzag base | buckets | then per bucket: distance to the one before, count   (varints)
 * </pre>
 *
 * Merging moves counts to the smaller base, at the bucket's middle. Not safe for use by many threads.
 */
public final class DelayHistogram {
    private static final double ACCURACY = 0.005;
    private static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
    private static final double LOG_GAMMA = Math.log(GAMMA);
    private static final int VERSION = 1;
    /** γ^4367 is beyond the range of a long. */
    private static final int MAX_BUCKET = 4_367;

    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long baseNs;

    /** An empty histogram of delays above a base. */
    public DelayHistogram(long baseNs) {
        this.baseNs = baseNs;
    }

    /** Counts the given delays above the smallest of them; empty with base 0 when there are none. */
    public static DelayHistogram of(long[] delaysNs) {
        long base = delaysNs.length == 0 ? 0 : Long.MAX_VALUE;
        for (long delay : delaysNs) {
            base = Math.min(base, delay);
        }
        DelayHistogram histogram = new DelayHistogram(base);
        for (long delay : delaysNs) {
            histogram.add(delay, 1);
        }
        return histogram;
    }

    /**
     * Counts a delay.
     *
     * @throws IllegalArgumentException below the base
     */
    public void add(long delayNs, long count) {
        long above = Math.subtractExact(delayNs, baseNs);
        if (above < 0) {
            throw new IllegalArgumentException("delay " + delayNs + " ns is below the base " + baseNs + " ns");
        }
        counts.merge(bucket(above), count, Long::sum);
    }

    /** Adds another histogram's counts to this one; the base becomes the smaller of the two. */
    public void merge(DelayHistogram other) {
        if (other.counts.isEmpty()) {
            return;
        }
        if (counts.isEmpty()) {
            baseNs = other.baseNs;
        } else if (other.baseNs < baseNs) {
            rebase(other.baseNs);
        }
        long shift = other.baseNs - baseNs;
        other.counts.forEach((bucket, count) -> counts.merge(bucket(shift + middle(bucket)), count, Long::sum));
    }

    /** How many delays were counted. */
    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The smallest delay that this histogram can hold, nanoseconds. */
    public long baseNs() {
        return baseNs;
    }

    /**
     * The delay at a quantile by nearest rank, within 0.5 % of its distance to the base.
     *
     * @param quantile 0 to 1
     * @throws IllegalStateException when nothing was counted
     */
    public long quantileNs(double quantile) {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile outside 0 to 1: " + quantile);
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * count()));
        long seen = 0;
        for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return baseNs + middle(entry.getKey());
            }
        }
        throw new IllegalStateException("no delay was counted");
    }

    /** The sparse coding shown above. */
    public byte[] encoded() {
        ByteBuffer out = ByteBuffer.allocate(1 + 10 + 5 + counts.size() * 15);
        out.put((byte) VERSION);
        putVarint(out, (baseNs << 1) ^ (baseNs >> 63));
        putVarint(out, counts.size());
        int previous = 0;
        for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
            putVarint(out, entry.getKey() - previous);
            putVarint(out, entry.getValue());
            previous = entry.getKey();
        }
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        return bytes;
    }

    /** The coding as text for JSON. */
    public String encodedText() {
        return Base64.getEncoder().withoutPadding().encodeToString(encoded());
    }

    /**
     * Reads the coding.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static DelayHistogram decode(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("histogram version is not 1: " + bytes[0]);
            }
            long zigzag = varint(in);
            DelayHistogram histogram = new DelayHistogram((zigzag >>> 1) ^ -(zigzag & 1));
            long buckets = varint(in);
            long bucket = 0;
            for (long i = 0; i < buckets; i++) {
                bucket += varint(in);
                long count = varint(in);
                if (bucket < 0 || bucket > MAX_BUCKET || count < 1) {
                    throw new IllegalArgumentException("histogram bucket " + bucket + " with count " + count);
                }
                histogram.counts.merge((int) bucket, count, Long::sum);
            }
            return histogram;
        } catch (java.nio.BufferUnderflowException e) {
            throw new IllegalArgumentException("histogram is cut off after " + bytes.length + " bytes", e);
        }
    }

    /** Reads {@link #encodedText}; throws like {@link #decode}. */
    public static DelayHistogram decodeText(String text) {
        return decode(Base64.getDecoder().decode(text));
    }

    private void rebase(long newBaseNs) {
        TreeMap<Integer, Long> old = new TreeMap<>(counts);
        long shift = baseNs - newBaseNs;
        counts.clear();
        baseNs = newBaseNs;
        old.forEach((bucket, count) -> counts.merge(bucket(shift + middle(bucket)), count, Long::sum));
    }

    private static int bucket(long above) {
        return above == 0 ? 0 : 1 + (int) Math.ceil(Math.log((double) above) / LOG_GAMMA - 1e-9);
    }

    /** The value whose distance to both ends of the bucket is the same share of it. */
    private static long middle(int bucket) {
        return bucket == 0 ? 0 : Math.round(2 * Math.exp((bucket - 1) * LOG_GAMMA) / (GAMMA + 1));
    }

    private static void putVarint(ByteBuffer out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("varint is longer than 64 bits");
    }
}
