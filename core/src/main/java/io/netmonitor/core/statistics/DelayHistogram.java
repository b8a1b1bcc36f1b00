// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of delays above a base, coded in buckets whose width grows with the value, so that every value read back is within
 * 0.5 % of its distance to the base, to the nanosecond. The base is the measurement's own minimum: that keeps the digits
 * where the variation is, and lets one-way delays be negative.
 *
 * <pre>
 * bucket 0: exactly the base     bucket k: base + (γ^(k−2), γ^(k−1)] ns, γ = 1.005/0.995
 * coded:    version 1 | zigzag base | buckets | then per bucket: distance to the one before, count   (varints)
 * </pre>
 *
 * <p>Delays are put into buckets when the histogram is coded, not when it is merged. A base that falls a little with every
 * merge, as one-way delay does when clocks drift apart, would otherwise carry along the delays that are in the same bucket
 * again, without limit. Not safe for use by many threads.
 */
public final class DelayHistogram {
    private static final double ACCURACY = 0.005;
    private static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
    private static final double LOG_GAMMA = Math.log(GAMMA);
    private static final int VERSION = 1;
    /** Holds the largest long: γ^4366 is below it and γ^4367 above. */
    private static final int MAX_BUCKET = 4_368;
    /** With more different delays than this they are put into buckets early, so that memory stays bounded (3 MB). */
    private static final int MAX_DIFFERENT = 1 << 15;

    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private long baseNs;
    private long total;

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
     * @throws IllegalArgumentException below the base, or when it is counted less than once
     */
    public void add(long delayNs, long count) {
        if (delayNs < baseNs) {
            throw new IllegalArgumentException("delay " + delayNs + " ns is below the base " + baseNs + " ns");
        }
        if (count < 1) {
            throw new IllegalArgumentException("count < 1: " + count);
        }
        total = Math.addExact(total, count);
        counts.merge(delayNs, count, Long::sum);
        if (counts.size() > MAX_DIFFERENT) {
            putIntoBuckets();
        }
    }

    /**
     * Adds another histogram's counts to this one; the base becomes the smaller of the two.
     *
     * @throws ArithmeticException when the sum of the counts does not fit a long; nothing is changed then
     */
    public void merge(DelayHistogram other) {
        if (other.total == 0) {
            return;
        }
        long sum = Math.addExact(total, other.total);
        baseNs = total == 0 ? other.baseNs : Math.min(baseNs, other.baseNs);
        other.counts.forEach((delay, count) -> counts.merge(delay, count, Long::sum));
        total = sum;
        if (counts.size() > MAX_DIFFERENT) {
            putIntoBuckets();
        }
    }

    /** How many delays were counted. */
    public long count() {
        return total;
    }

    /** The smallest delay that this histogram can hold, nanoseconds. */
    public long baseNs() {
        return baseNs;
    }

    /** How often each delay was counted, smallest first; once coded, a bucket's middle stands for its delays. A view. */
    public SortedMap<Long, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    /**
     * The delay at a quantile by nearest rank, within 0.5 % of its distance to the base once coded.
     *
     * @param quantile 0 to 1
     * @throws IllegalStateException when nothing was counted
     */
    public long quantileNs(double quantile) {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile outside 0 to 1: " + quantile);
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * total));
        long seen = 0;
        for (Map.Entry<Long, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("no delay was counted");
    }

    /** The sparse coding shown above. */
    public byte[] encoded() {
        SortedMap<Integer, Long> buckets = buckets();
        ByteBuffer out = ByteBuffer.allocate(1 + 10 + 5 + buckets.size() * 15);
        out.put((byte) VERSION);
        putVarint(out, (baseNs << 1) ^ (baseNs >> 63));
        putVarint(out, buckets.size());
        int previous = 0;
        for (Map.Entry<Integer, Long> entry : buckets.entrySet()) {
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
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            DelayHistogram histogram = decode(in);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("histogram has " + in.remaining() + " bytes too many");
            }
            return histogram;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("histogram is cut off after " + bytes.length + " bytes", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("histogram has counts beyond 63 bits", e);
        }
    }

    /** Reads {@link #encodedText}; throws like {@link #decode}. */
    public static DelayHistogram decodeText(String text) {
        return decode(Base64.getDecoder().decode(text));
    }

    private static DelayHistogram decode(ByteBuffer in) {
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("histogram version is not 1: " + version);
        }
        long zigzag = varint(in);
        DelayHistogram histogram = new DelayHistogram((zigzag >>> 1) ^ -(zigzag & 1));
        long buckets = varint(in);
        if (buckets < 0 || buckets > MAX_BUCKET + 1) {
            throw new IllegalArgumentException("histogram of " + Long.toUnsignedString(buckets) + " buckets");
        }
        int bucket = 0;
        for (int i = 0; i < buckets; i++) {
            long step = varint(in);
            if (step < 0 || step > MAX_BUCKET - bucket || (step == 0 && i > 0)) {
                throw new IllegalArgumentException("histogram has no bucket " + Long.toUnsignedString(step) + " after "
                        + bucket + "; the last is " + MAX_BUCKET);
            }
            bucket += (int) step;
            long count = varint(in);
            if (count < 1) {
                throw new IllegalArgumentException("histogram bucket " + bucket + " has count < 1: " + count);
            }
            histogram.add(saturatedSum(histogram.baseNs, middle(bucket)), count);
        }
        return histogram;
    }

    private SortedMap<Integer, Long> buckets() {
        SortedMap<Integer, Long> buckets = new TreeMap<>();
        counts.forEach((delay, count) -> buckets.merge(bucket(distance(delay)), count, Long::sum));
        return buckets;
    }

    private void putIntoBuckets() {
        SortedMap<Integer, Long> buckets = buckets();
        counts.clear();
        buckets.forEach((bucket, count) -> counts.merge(saturatedSum(baseNs, middle(bucket)), count, Long::sum));
    }

    /** Distance of a delay to the base; that of two delays 292 years apart is the largest long. */
    private long distance(long delayNs) {
        long distance = delayNs - baseNs;
        return distance < 0 ? Long.MAX_VALUE : distance;
    }

    private static long saturatedSum(long base, long above) {
        long sum = base + above;
        return sum < base ? Long.MAX_VALUE : sum;
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
            if (shift == 63 && (next & ~1) != 0) {
                break;
            }
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("histogram number is longer than 64 bits");
    }
}
